from cdktf import App, TerraformStack
from cdktf_datadog_webhooks import (
    DatadogWebhooksProvider,
    EphemeralSecret,
    OAuth2ClientCredentialsAuthMethod,
)

app = App()
stack = TerraformStack(app, "webhooks")
DatadogWebhooksProvider(stack, "datadog-webhooks")  # keys from DD_API_KEY and DD_APP_KEY
OAuth2ClientCredentialsAuthMethod(
    stack,
    "payments",
    name="payments",
    access_token_url="https://login.example.com/oauth2/token",
    client_id="payments-webhooks",
    client_secret=EphemeralSecret(stack, "payments-secret").string_value,  # from TF_VAR_payments_secret
    scope="read:webhooks write:webhooks",
)
app.synth()
