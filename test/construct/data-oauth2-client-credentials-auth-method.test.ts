import { TerraformIterator, TerraformOutput, Testing, Token } from 'cdktf';
import { DataOAuth2ClientCredentialsAuthMethod, DatadogWebhooksProvider } from '../../lib';
import { ROWS } from '../../lib/attributes';
import { TYPE } from '../helpers/terraform';
import { newStack, stackWithProvider, synthesized, untyped, validationErrors } from './synthesis';

/** What a data source has of an auth method: all but what only the one that manages it knows. */
const READ = ROWS.filter(({ property, in: bodies }) => property === 'id' || bodies.includes('answer'));

test.each([{ id: '2f4b0fd5-3a4c-4c3e-9d55-6c8f5b9f2d11' }, { name: 'payments' }])(
  'an auth method is looked up by %j',
  (key) => {
    const stack = newStack();
    const method = new DataOAuth2ClientCredentialsAuthMethod(stack, 'payments', key);
    expect(synthesized(stack)).toEqual({ data: { [TYPE]: { payments: key } } });
    const [[name, value]] = Object.entries(key) as [[string, string]];
    expect(Testing.synthHcl(stack)).toContain(`data "${TYPE}" "payments" {\n${name} = "${value}"\n}`);
    expect({ id: method.idInput, name: method.nameInput }).toEqual({
      id: undefined,
      name: undefined,
      ...key,
    });
  },
);

test('each attribute is a reference, and nothing of the secret is there', () => {
  const stack = newStack();
  const method = untyped(new DataOAuth2ClientCredentialsAuthMethod(stack, 'payments', { name: 'payments' }));
  const members = ROWS.filter(({ property }) => property in method);
  for (const { property } of members) new TerraformOutput(stack, property, { value: method[property] });
  expect(synthesized(stack).output).toEqual(
    Object.fromEntries(
      READ.map(({ property, terraform }) => [property, { value: `\${data.${TYPE}.payments.${terraform}}` }]),
    ),
  );
});

test('the key can be set and reset', () => {
  const stack = newStack();
  const method = new DataOAuth2ClientCredentialsAuthMethod(stack, 'payments', { name: 'payments' });
  method.resetName();
  method.id = 'uuid-1';
  expect(synthesized(stack).data[TYPE].payments).toEqual({ id: 'uuid-1' });
  method.resetId();
  method.name = 'orders';
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

const ONE = '[stack/payments] exactly one of id and name must be set, to find the auth method by';
test.each<[object, string[]]>([
  [{}, [ONE]],
  [{ id: 'uuid-1', name: 'payments' }, [ONE]],
  [{ name: ' ' }, ['[stack] name of stack/payments must not be blank']],
  [{ id: Token.asString({ ref: 'somewhere' }) }, []],
])('the key %j is checked: %j', (config, messages) => {
  const stack = stackWithProvider();
  new DataOAuth2ClientCredentialsAuthMethod(stack, 'payments', config);
  expect(validationErrors(stack)).toEqual(messages);
});
