variable "payments_secret" {
  type      = string
  sensitive = true
  ephemeral = true # in no plan and no state
}

resource "datadogwebhooks_oauth2_client_credentials" "payments" {
  name             = "payments"
  access_token_url = "https://login.example.com/oauth2/token"
  client_id        = "payments-webhooks"
  client_secret_wo = var.payments_secret
  scope            = "read:webhooks write:webhooks"
}
