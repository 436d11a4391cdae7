import {
  to = datadogwebhooks_oauth2_client_credentials.orders
  id = "name:orders" # or the UUID
}

resource "datadogwebhooks_oauth2_client_credentials" "orders" {
  name             = "orders"
  access_token_url = "https://login.example.com/oauth2/token"
  client_id        = "orders-webhooks"
  # Without client_secret_wo, the auth method keeps the secret that it has.
}
