import type { TerraformResourceLifecycle } from 'cdktf';
import { DatadogWebhooksProvider, OAuth2ClientCredentialsAuthMethod } from '../../lib';
import { ROWS } from '../../lib/attributes';
import { newStack, synthesized, validationErrors } from './synthesis';

function stackWith(lifecycle: TerraformResourceLifecycle) {
  const stack = newStack();
  new DatadogWebhooksProvider(stack, 'datadog');
  const method = new OAuth2ClientCredentialsAuthMethod(stack, 'payments', {
    name: 'payments',
    accessTokenUrl: 'https://login.example.com/token',
    clientId: 'client-1',
    lifecycle,
  });
  return { stack, method };
}

function lifecycleOf(lifecycle: TerraformResourceLifecycle) {
  const { stack } = stackWith(lifecycle);
  expect(validationErrors(stack)).toEqual([]);
  return synthesized(stack).resource.datadogwebhooks_oauth2_client_credentials.payments.lifecycle;
}

test('ignoreChanges takes the names in TypeScript and those in Terraform', () => {
  expect(
    lifecycleOf({ ignoreChanges: ['accessTokenUrl', 'client_id', 'scope'], preventDestroy: true }),
  ).toEqual({ ignore_changes: ['access_token_url', 'client_id', 'scope'], prevent_destroy: true });
});

test('an attribute that both spellings name is there once', () => {
  expect(lifecycleOf({ ignoreChanges: ['clientId', 'client_id'] })).toEqual({
    ignore_changes: ['client_id'],
  });
});

test.each<[string, TerraformResourceLifecycle, object]>([
  ['all', { ignoreChanges: 'all' }, { ignore_changes: 'all' }],
  ['no ignoreChanges', { createBeforeDestroy: true }, { create_before_destroy: true }],
])('%s stays as it is', (_, given, rendered) => {
  expect(lifecycleOf(given)).toEqual(rendered);
});

test('a name that no attribute has is refused, with those that there are', () => {
  const { stack } = stackWith({ ignoreChanges: ['scopes', 'scope', 'client-id'] });
  expect(validationErrors(stack)).toEqual([
    `[stack/payments] lifecycle.ignoreChanges names scopes, client-id, which an auth method does not have. Terraform would stop at plan. Use the names of its attributes: ${ROWS.map(({ property }) => property).join(', ')}.`,
  ]);
});

test.each(['clientSecret', 'client_secret_wo'])('%s is refused, with the way to do it', (name) => {
  const { stack } = stackWith({ ignoreChanges: [name] });
  expect(validationErrors(stack)).toEqual([
    '[stack/payments] lifecycle.ignoreChanges names clientSecret, which no state holds. Terraform has no earlier value of it to keep. Set clientSecretVersion: the secret is then sent only when that number changes.',
  ]);
});

test('a lifecycle that is set later takes the names in Terraform, and says so', () => {
  const { stack, method } = stackWith({});
  method.lifecycle = { ignoreChanges: ['client_id'] };
  expect(validationErrors(stack)).toEqual([]);
  method.lifecycle = { ignoreChanges: ['clientId'] };
  expect(validationErrors(stack)).toHaveLength(1);
});
