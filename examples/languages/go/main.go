package main

import (
	"github.com/aws/jsii-runtime-go"
	"github.com/cdktf-datadog-webhooks/datadog-webhooks-go/cdktf/datadogwebhooks"
	"github.com/hashicorp/terraform-cdk-go/cdktf"
)

func main() {
	app := cdktf.NewApp(nil)
	stack := cdktf.NewTerraformStack(app, jsii.String("webhooks"))
	// keys from DD_API_KEY and DD_APP_KEY
	datadogwebhooks.NewDatadogWebhooksProvider(stack, jsii.String("datadog-webhooks"), nil)
	// from TF_VAR_payments_secret
	secret := datadogwebhooks.NewEphemeralSecret(stack, jsii.String("payments-secret"), nil)
	payments := datadogwebhooks.OAuth2ClientCredentialsAuthMethodConfig{
		Name:           jsii.String("payments"),
		AccessTokenUrl: jsii.String("https://login.example.com/oauth2/token"),
		ClientId:       jsii.String("payments-webhooks"),
		ClientSecret:   secret.StringValue(),
		Scope:          jsii.String("read:webhooks write:webhooks"),
	}
	datadogwebhooks.NewOAuth2ClientCredentialsAuthMethod(stack, jsii.String("payments"), &payments)
	app.Synth()
}
