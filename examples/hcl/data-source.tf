data "datadogwebhooks_oauth2_client_credentials" "refunds" {
  name = "refunds"
}

output "refunds_client_id" {
  value = data.datadogwebhooks_oauth2_client_credentials.refunds.client_id
}
