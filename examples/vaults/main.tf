terraform {
  required_providers {
    aws             = { source = "hashicorp/aws" }
    vault           = { source = "hashicorp/vault" }
    azurerm         = { source = "hashicorp/azurerm" }
    datadogwebhooks = { source = "cdktf-datadog-webhooks/datadogwebhooks" }
  }
}

provider "azurerm" {
  features {}
}

locals {
  access_token_url = "https://login.example.com/oauth2/token"
}

# AWS Secrets Manager. If the secret is JSON: jsondecode(….secret_string)["client_secret"]
ephemeral "aws_secretsmanager_secret_version" "payments" {
  secret_id = "webhooks/payments"
}

resource "datadogwebhooks_oauth2_client_credentials" "payments" {
  name             = "payments"
  access_token_url = local.access_token_url
  client_id        = "payments-webhooks"
  client_secret_wo = ephemeral.aws_secretsmanager_secret_version.payments.secret_string
}

# HashiCorp Vault, the KV secrets engine, version 2.
ephemeral "vault_kv_secret_v2" "orders" {
  mount = "secret"
  name  = "webhooks/orders"
}

resource "datadogwebhooks_oauth2_client_credentials" "orders" {
  name             = "orders"
  access_token_url = local.access_token_url
  client_id        = "orders-webhooks"
  client_secret_wo = ephemeral.vault_kv_secret_v2.orders.data["client_secret"]
}

# Azure Key Vault.
ephemeral "azurerm_key_vault_secret" "refunds" {
  name         = "webhooks-refunds"
  key_vault_id = "/subscriptions/…/resourceGroups/webhooks/providers/Microsoft.KeyVault/vaults/webhooks"
}

resource "datadogwebhooks_oauth2_client_credentials" "refunds" {
  name             = "refunds"
  access_token_url = local.access_token_url
  client_id        = "refunds-webhooks"
  client_secret_wo = ephemeral.azurerm_key_vault_secret.refunds.value
}
