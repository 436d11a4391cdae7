import type { TerraformResourceLifecycle } from 'cdktf';
import { ROWS } from '../../lib/attributes';
import { TYPE } from '../helpers/terraform';
import { newMethod, synthesized, validationErrors } from './synthesis';

test.each<[TerraformResourceLifecycle, object]>([
  [
    { ignoreChanges: ['accessTokenUrl', 'client_id', 'scope'], preventDestroy: true },
    { ignore_changes: ['access_token_url', 'client_id', 'scope'], prevent_destroy: true },
  ],
  [{ ignoreChanges: ['clientId', 'client_id'] }, { ignore_changes: ['client_id'] }],
  [{ ignoreChanges: 'all' }, { ignore_changes: 'all' }],
  [{ createBeforeDestroy: true }, { create_before_destroy: true }],
])('%j takes the names in TypeScript and those in Terraform: %j', (lifecycle, rendered) => {
  const { cdktfStack } = newMethod({ lifecycle });
  expect(validationErrors(cdktfStack)).toEqual([]);
  expect(synthesized(cdktfStack).resource[TYPE].payments.lifecycle).toEqual(rendered);
});

const SECRET =
  'names clientSecret, which no state holds. Terraform has no earlier value of it to keep. Set clientSecretVersion: the secret is then sent only when that number changes.';
test.each([
  [
    ['scopes', 'scope', 'client-id'],
    `names scopes, client-id, which an auth method does not have. Terraform would stop at plan. Use the names of its attributes: ${ROWS.map(({ property }) => property).join(', ')}.`,
  ],
  [['clientSecret'], SECRET],
  [['client_secret_wo'], SECRET],
])('ignoreChanges with %j is refused', (ignoreChanges, problem) => {
  expect(validationErrors(newMethod({ lifecycle: { ignoreChanges } }).cdktfStack)).toEqual([
    `[stack/payments] lifecycle.ignoreChanges ${problem}`,
  ]);
});

test('a lifecycle that is set later takes the names in Terraform, and says so', () => {
  const method = newMethod();
  method.lifecycle = { ignoreChanges: ['client_id'] };
  expect(validationErrors(method.cdktfStack)).toEqual([]);
  method.lifecycle = { ignoreChanges: ['clientId'] };
  expect(validationErrors(method.cdktfStack)).toHaveLength(1);
});
