import { TerraformOutput, Testing } from 'cdktf';
import { DataOAuth2ClientCredentialsAuthMethods, DatadogWebhooksProvider } from '../../lib';
import { newStack, synthesized } from './synthesis';

const TYPE = 'datadogwebhooks_oauth2_client_credentials_auth_methods';

test('the ids are a reference, as a whole and one by one', () => {
  const stack = newStack();
  const all = new DataOAuth2ClientCredentialsAuthMethods(stack, 'all');
  new TerraformOutput(stack, 'every', { value: all.ids });
  new TerraformOutput(stack, 'one', { value: all.ids.lookup('payments') });

  expect(synthesized(stack)).toEqual({
    data: { [TYPE]: { all: {} } },
    output: {
      every: { value: `\${data.${TYPE}.all.ids}` },
      one: { value: `\${data.${TYPE}.all.ids["payments"]}` },
    },
  });
  expect(Testing.synthHcl(stack)).toContain(`data "${TYPE}" "all" {`);
});

test('the meta-arguments pass through', () => {
  const stack = newStack();
  const provider = new DatadogWebhooksProvider(stack, 'eu', { alias: 'eu' });
  new DataOAuth2ClientCredentialsAuthMethods(stack, 'all', { provider, count: 1 });

  expect(synthesized(stack).data[TYPE].all).toEqual({ provider: 'datadogwebhooks.eu', count: 1 });
});
