import { TerraformOutput, Testing } from 'cdktf';
import { DataOAuth2ClientCredentialsAuthMethods, DatadogWebhooksProvider } from '../../lib';
import { newStack, synthesized } from './synthesis';

const TYPE = 'datadogwebhooks_oauth2_client_credentials_auth_methods';

test('the ids are a reference, together and one by one, and the meta-arguments pass through', () => {
  const stack = newStack();
  const provider = new DatadogWebhooksProvider(stack, 'eu', { alias: 'eu' });
  const all = new DataOAuth2ClientCredentialsAuthMethods(stack, 'all', { provider });
  new TerraformOutput(stack, 'every', { value: all.ids });
  new TerraformOutput(stack, 'one', { value: all.ids.lookup('payments') });

  expect(synthesized(stack)).toMatchObject({
    data: { [TYPE]: { all: { provider: 'datadogwebhooks.eu' } } },
    output: {
      every: { value: `\${data.${TYPE}.all.ids}` },
      one: { value: `\${data.${TYPE}.all.ids["payments"]}` },
    },
  });
  expect(Testing.synthHcl(stack)).toContain(`data "${TYPE}" "all" {`);
});
