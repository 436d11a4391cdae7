import { literalClientSecret, literalKey } from '../../lib/construct/literal-secrets';

test('what is said to a literal client secret names a variable after the auth method', () => {
  expect(literalClientSecret('clientSecret', 'Team A')).toBe(
    "clientSecret is a literal (a value that code reads from process.env is one too), so cdk.tf.json and every plan file would contain it in clear text. Write `clientSecret: new EphemeralSecret(this, 'Team A-secret').stringValue` and set TF_VAR_Team_A_secret where Terraform runs, or refer to an ephemeral resource of your vault. If the secret gives access to nothing, you can set dangerouslyAllowLiteralSecrets.",
  );
});

test.each([
  [['DD_APP_KEY', 'DATADOG_APP_KEY'], 'DD_APP_KEY (or DATADOG_APP_KEY)'],
  [['DD_APP_KEY'], 'DD_APP_KEY'],
])('what is said to a literal key names the environment variables %j', (environment, named) => {
  expect(literalKey('appKey', environment)).toBe(
    `appKey is a literal (a value that code reads from process.env is one too), so cdk.tf.json and every plan file would contain it in clear text. Omit it and set ${named} where Terraform runs, or write \`appKey: new EphemeralSecret(this, 'datadog-app-key').stringValue\` and set TF_VAR_datadog_app_key there. If the key gives access to nothing, you can set dangerouslyAllowLiteralSecrets.`,
  );
});
