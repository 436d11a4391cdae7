import { TYPE } from '../helpers/terraform';
import { newMethod, synthesized, validationErrors } from './synthesis';

test('a hook is a terraform_data, which needs no provider', () => {
  const method = newMethod();
  const hook = method.onChange('notify', { command: 'x', on: ['scope'] });
  const { provider, resource, terraform } = synthesized(method.cdktfStack);
  expect(hook.terraformResourceType).toBe('terraform_data');
  expect(resource.terraform_data[hook.friendlyUniqueId].triggers_replace).toEqual({
    scope: `\${${TYPE}.payments.scope}`,
  });
  expect(Object.keys(provider)).toEqual(['datadogwebhooks']);
  expect(Object.keys(terraform.required_providers)).toEqual(['datadogwebhooks']);
  expect(validationErrors(method.cdktfStack)).toEqual([]);
});
