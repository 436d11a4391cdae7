import com.hashicorp.cdktf.App;
import com.hashicorp.cdktf.TerraformStack;
import io.github.cdktf_datadog_webhooks.cdktf.DatadogWebhooksProvider;
import io.github.cdktf_datadog_webhooks.cdktf.EphemeralSecret;
import io.github.cdktf_datadog_webhooks.cdktf.OAuth2ClientCredentialsAuthMethod;

public class Main {
    public static void main(String[] args) {
        App app = new App();
        TerraformStack stack = new TerraformStack(app, "webhooks");
        new DatadogWebhooksProvider(stack, "datadog-webhooks"); // keys from DD_API_KEY and DD_APP_KEY
        OAuth2ClientCredentialsAuthMethod.Builder.create(stack, "payments")
            .name("payments")
            .accessTokenUrl("https://login.example.com/oauth2/token")
            .clientId("payments-webhooks")
            // from TF_VAR_payments_secret
            .clientSecret(new EphemeralSecret(stack, "payments-secret").getStringValue())
            .scope("read:webhooks write:webhooks")
            .build();
        app.synth();
    }
}
