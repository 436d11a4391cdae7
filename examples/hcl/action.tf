# Since Terraform 1.14: terraform apply -invoke=action.datadogwebhooks_verify_token.payments
variable "payments_secret" {
  type      = string
  sensitive = true
  ephemeral = true
}

action "datadogwebhooks_verify_token" "payments" {
  config {
    access_token_url = "https://login.example.com/oauth2/token"
    client_id        = "payments-webhooks"
    client_secret_wo = var.payments_secret
  }
}
