import type { TerraformResourceLifecycle } from 'cdktf';
import { TYPE } from '../helpers/terraform';
import { newMethod, synthesized, validationErrors } from './synthesis';

test.each<[TerraformResourceLifecycle, object]>([
  [
    { ignoreChanges: ['accessTokenUrl', 'client_id', 'scope'], preventDestroy: true },
    { ignore_changes: ['access_token_url', 'client_id', 'scope'], prevent_destroy: true },
  ],
  [{ ignoreChanges: 'all' }, { ignore_changes: 'all' }],
  [{ createBeforeDestroy: true }, { create_before_destroy: true }],
])('%j takes the names in TypeScript and those in Terraform: %j', (lifecycle, rendered) => {
  const { cdktfStack } = newMethod({ lifecycle });
  expect(validationErrors(cdktfStack)).toEqual([]);
  expect(synthesized(cdktfStack).resource[TYPE].payments.lifecycle).toEqual(rendered);
});

test.each(['clientSecret', 'client_secret_wo'])('ignoreChanges with %s is refused', (name) => {
  expect(validationErrors(newMethod({ lifecycle: { ignoreChanges: [name] } }).cdktfStack)).toEqual([
    '[stack/payments] lifecycle.ignoreChanges names clientSecret, which no state holds. Terraform has no earlier value of it to keep. Set clientSecretVersion: the secret is then sent only when that number changes.',
  ]);
});
