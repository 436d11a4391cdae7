# Creates, changes and destroys in a local Datadog: npx cdktf-datadog-webhooks emulate
provider "datadogwebhooks" {
  api_url = "http://127.0.0.1:8130"
  api_key = "any"
  app_key = "any"
}

variables {
  payments_secret = "s1"
}

run "create" {
  assert {
    condition     = datadogwebhooks_oauth2_client_credentials.payments.client_secret_revision == 1
    error_message = "The creation sends the secret."
  }
}

run "rotate" {
  variables {
    payments_secret = "s2"
  }

  assert {
    condition     = datadogwebhooks_oauth2_client_credentials.payments.client_secret_revision == 2
    error_message = "The secret was not sent again."
  }
}
