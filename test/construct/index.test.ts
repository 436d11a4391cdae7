import * as exported from '../../lib';

test('the package exports its constructs and nothing else', () => {
  expect(Object.keys(exported).sort()).toEqual([
    'DataOAuth2ClientCredentialsAuthMethod',
    'DataOAuth2ClientCredentialsAuthMethods',
    'DatadogWebhooksProvider',
    'EphemeralSecret',
    'OAuth2ClientCredentialsAuthMethod',
  ]);
});
