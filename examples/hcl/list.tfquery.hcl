# Since Terraform 1.14, in a file whose name ends in .tfquery.hcl: terraform query
list "datadogwebhooks_oauth2_client_credentials" "all" {
  provider = datadogwebhooks
}

list "datadogwebhooks_oauth2_client_credentials" "payments" {
  provider = datadogwebhooks
  config {
    name = "payments"
  }
}
