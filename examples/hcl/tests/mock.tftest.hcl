# Asks nobody, and needs no keys.
mock_provider "datadogwebhooks" {}

variables {
  payments_secret = "s1"
}

run "scope" {
  command = plan

  assert {
    condition     = datadogwebhooks_oauth2_client_credentials.payments.scope == "read:webhooks write:webhooks"
    error_message = "payments needs both scopes."
  }
}
