data "datadogwebhooks_oauth2_client_credentials_auth_methods" "all" {}

output "names" {
  value = keys(data.datadogwebhooks_oauth2_client_credentials_auth_methods.all.ids)
}
