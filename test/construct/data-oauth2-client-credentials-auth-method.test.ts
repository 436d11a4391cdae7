import { TerraformIterator, TerraformOutput, Testing, Token } from 'cdktf';
import {
  DataOAuth2ClientCredentialsAuthMethod,
  type DataOAuth2ClientCredentialsAuthMethodConfig,
  DatadogWebhooksProvider,
} from '../../lib';
import { ROWS } from '../../lib/attributes';
import { newStack, synthesized, untyped, validationErrors } from './synthesis';

const TYPE = 'datadogwebhooks_oauth2_client_credentials';

/** What a data source tells of an auth method: all but what only the one that manages it knows. */
const READ = ROWS.filter(({ property, in: bodies }) => property === 'id' || bodies.includes('answer'));

function errors(config: DataOAuth2ClientCredentialsAuthMethodConfig): string[] {
  const stack = newStack();
  new DatadogWebhooksProvider(stack, 'datadog');
  new DataOAuth2ClientCredentialsAuthMethod(stack, 'payments', config);
  return validationErrors(stack);
}

test.each([{ id: '2f4b0fd5-3a4c-4c3e-9d55-6c8f5b9f2d11' }, { name: 'payments' }])(
  'an auth method is looked up by %j',
  (key) => {
    const stack = newStack();
    const found = new DataOAuth2ClientCredentialsAuthMethod(stack, 'payments', key);
    expect(synthesized(stack)).toEqual({ data: { [TYPE]: { payments: key } } });
    const [[name, value]] = Object.entries(key) as [[string, string]];
    expect(Testing.synthHcl(stack)).toContain(
      [`data "${TYPE}" "payments" {`, `${name} = "${value}"`, '}'].join('\n'),
    );
    expect({ id: found.idInput, name: found.nameInput }).toEqual({ id: undefined, name: undefined, ...key });
  },
);

test.each(READ)('$property is a reference', ({ property, terraform }) => {
  const stack = newStack();
  const found = untyped(new DataOAuth2ClientCredentialsAuthMethod(stack, 'payments', { name: 'payments' }));
  expect(Token.isUnresolved(found[property])).toBe(true);
  new TerraformOutput(stack, 'output', { value: found[property] });
  expect(synthesized(stack).output).toEqual({ output: { value: `\${data.${TYPE}.payments.${terraform}}` } });
});

test('nothing of the secret is there', () => {
  const found = new DataOAuth2ClientCredentialsAuthMethod(newStack(), 'payments', { name: 'payments' });
  const members = ROWS.map((row) => row.property).filter((property) => property in found);
  expect(members).toEqual(READ.map((row) => row.property));
});

test('the key can be set and reset', () => {
  const stack = newStack();
  const found = new DataOAuth2ClientCredentialsAuthMethod(stack, 'payments', { name: 'payments' });
  found.resetName();
  found.id = 'uuid-1';
  expect(synthesized(stack).data[TYPE].payments).toEqual({ id: 'uuid-1' });
  found.resetId();
  found.name = 'orders';
  expect(synthesized(stack).data[TYPE].payments).toEqual({ name: 'orders' });
});

test('the meta-arguments pass through', () => {
  const stack = newStack();
  const provider = new DatadogWebhooksProvider(stack, 'eu', { alias: 'eu' });
  const forEach = TerraformIterator.fromList(['payments', 'orders']);
  new DataOAuth2ClientCredentialsAuthMethod(stack, 'all', {
    name: forEach.value as string,
    forEach,
    provider,
  });
  expect(synthesized(stack).data[TYPE].all).toEqual({
    name: '${each.value}',
    for_each: '${toset(["payments", "orders"])}',
    provider: 'datadogwebhooks.eu',
  });
});

test('neither key and both keys are refused', () => {
  expect(errors({})).toEqual([
    '[stack/payments] exactly one of id and name says which auth method to look up, but neither is set; add one',
  ]);
  expect(errors({ id: 'uuid-1', name: 'payments' })).toEqual([
    '[stack/payments] exactly one of id and name says which auth method to look up, but both are set; omit one',
  ]);
});

test('a blank key is refused', () => {
  expect(errors({ id: '' })).toEqual(['[stack/payments] id must not be blank']);
  expect(errors({ name: ' ' })).toEqual(['[stack/payments] name must not be blank']);
});

test('a reference as key is right', () => {
  expect(errors({ id: Token.asString({ ref: 'somewhere' }) })).toEqual([]);
});

test('a stack without the provider is told so', () => {
  const stack = newStack();
  new DataOAuth2ClientCredentialsAuthMethod(stack, 'payments', { name: 'payments' });
  expect(validationErrors(stack)).toEqual([
    "[stack] Found resources without a matching provider construct. Please make sure to add provider constructs [e.g. new RandomProvider(...)] to your stack 'stack' for the following providers: datadogwebhooks",
  ]);
});
