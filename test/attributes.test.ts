import { execFileSync } from 'node:child_process';
import {
  AUTH_METHOD_TYPE,
  COMPARED,
  isAuthMethodAddress,
  isProviderAddress,
  ROWS,
  SECRET,
} from '../lib/attributes';
import { ROOT } from './helpers/terraform';

test('the table makes the names that others rely on', () => {
  expect(COMPARED).toStrictEqual(['name', 'access_token_url', 'client_id', 'audience', 'scope']);
  expect(SECRET).toBe('client_secret');
  expect(ROWS.filter((row) => row.clearable).map((row) => row.wire)).toStrictEqual(['audience', 'scope']);
});

test("an attribute's name is written once in lib, but for token requests and the emulator's defaults", () => {
  const search = ['grep', '-l', 'access_token_url', '--', 'lib', ':!lib/construct/generated'];
  const files = execFileSync('git', search, { cwd: ROOT, encoding: 'utf8' });

  expect(files.trim().split('\n')).toStrictEqual([
    'lib/attributes.ts',
    'lib/cli/emulate-changes.ts',
    'lib/provider/errors/verify.ts',
    'lib/provider/verify-action.ts',
    'lib/provider/verify.ts',
  ]);
});

test('an attribute is in Terraform and on the wire under the same name, but for the write-only one', () => {
  const other = ROWS.filter((row) => row.wire !== undefined && row.wire !== row.terraform);
  expect(other.map((row) => row.terraform)).toStrictEqual(['client_secret_wo']);
});

test.each([
  ['terraform.local/cdktf/datadogwebhooks', true],
  ['registry.terraform.io/cdktf-datadog-webhooks/datadogwebhooks', true],
  ['registry.terraform.io/datadog/datadog', false],
  [undefined, false],
])('the address %p is that of the provider: %p', (address, expected) => {
  expect(isProviderAddress(address)).toBe(expected);
});

test.each([
  [`${AUTH_METHOD_TYPE}.a["b"]`, true],
  [`module.${AUTH_METHOD_TYPE}["a.\\"b"].module.c[0].${AUTH_METHOD_TYPE}.d`, true],
  [`data.${AUTH_METHOD_TYPE}.a`, false],
  [`module.a.data.${AUTH_METHOD_TYPE}.b`, false],
  [`module.${AUTH_METHOD_TYPE}.terraform_data.a`, false],
  [`terraform_data.a["b.${AUTH_METHOD_TYPE}.c"]`, false],
])('the address %s is that of an auth method: %p', (address, expected) => {
  expect(isAuthMethodAddress(address)).toBe(expected);
});
