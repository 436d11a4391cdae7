import { DatadogWebhooksProvider, OAuth2ClientCredentialsAuthMethod } from '../../lib';
import { newStack, synthesized, validationErrors } from './synthesis';

test('a hook is a terraform_data, which needs no provider', () => {
  const stack = newStack();
  new DatadogWebhooksProvider(stack, 'datadog');
  const method = new OAuth2ClientCredentialsAuthMethod(stack, 'payments', {
    name: 'payments',
    accessTokenUrl: 'https://login.example.com/token',
    clientId: 'client-1',
  });
  const hook = method.onChange('notify', { command: 'x', on: ['scope'] });
  const { provider, resource, terraform } = synthesized(stack);
  expect(hook.terraformResourceType).toBe('terraform_data');
  expect(resource.terraform_data[hook.friendlyUniqueId].triggers_replace).toEqual({
    scope: '${datadogwebhooks_oauth2_client_credentials.payments.scope}',
  });
  expect(Object.keys(provider)).toEqual(['datadogwebhooks']);
  expect(Object.keys(terraform.required_providers)).toEqual(['datadogwebhooks']);
  expect(validationErrors(stack)).toEqual([]);
});
