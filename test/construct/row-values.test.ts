import { toHclTerraform, toTerraform, valuesOf } from '../../lib/construct/row-values';

const ROWS = [
  { property: 'clientId', terraform: 'client_id', type: 'string' },
  { property: 'maxRetries', terraform: 'max_retries', type: 'number' },
  { property: 'scope', terraform: 'scope', type: 'string' },
] as const;

test('of a config the values of the rows are taken', () => {
  const config = { clientId: 'a', maxRetries: 0, dependsOn: [] };
  expect(valuesOf(ROWS, config)).toStrictEqual({ clientId: 'a', maxRetries: 0, scope: undefined });
});

test('what is absent stays absent, and zero, null and an empty string stay', () => {
  expect(toTerraform(ROWS, { maxRetries: undefined })).toStrictEqual({});
  expect(toTerraform(ROWS, { clientId: '', maxRetries: 0, scope: null })).toStrictEqual({
    client_id: '',
    max_retries: 0,
    scope: null,
  });
});

test('for HCL each value has its type', () => {
  expect(toHclTerraform(ROWS, { clientId: 'a', maxRetries: 0 })).toStrictEqual({
    client_id: { value: 'a', isBlock: false, type: 'simple', storageClassType: 'string' },
    max_retries: { value: 0, isBlock: false, type: 'simple', storageClassType: 'number' },
  });
});
