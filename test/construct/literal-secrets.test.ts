import { literalClientSecret, literalKey } from '../../lib/construct/literal-secrets';

test('what is said to a literal client secret names a variable after the auth method', () => {
  expect(literalClientSecret('clientSecret', 'Team A')).toBe(
    "clientSecret is a literal (a value that code reads from process.env is one too), so it would lie in clear text in cdk.tf.json and in every plan file. Write `clientSecret: new EphemeralSecret(this, 'Team A-secret').stringValue` and set TF_VAR_Team_A_secret where Terraform runs, or refer to an ephemeral resource of your vault. Only for a secret that opens nothing: dangerouslyAllowLiteralSecrets.",
  );
});

test.each([
  [['DD_APP_KEY', 'DATADOG_APP_KEY'], 'DD_APP_KEY (or DATADOG_APP_KEY)'],
  [['DD_APP_KEY'], 'DD_APP_KEY'],
])('what is said to a literal key names the environment variables %j', (environment, named) => {
  expect(literalKey('appKey', environment)).toBe(
    `appKey is a literal (a value that code reads from process.env is one too), so it would lie in clear text in cdk.tf.json and in every plan file. Leave it out and set ${named} where Terraform runs, or write \`appKey: new EphemeralSecret(this, 'datadog-app-key').stringValue\` and set TF_VAR_datadog_app_key there. Only for a key that opens nothing: dangerouslyAllowLiteralSecrets.`,
  );
});
