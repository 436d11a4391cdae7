import { TerraformOutput, Testing, Token } from 'cdktf';
import { ROWS } from '../../lib/attributes';
import {
  DataOAuth2ClientCredentialsAuthMethod,
  DataOAuth2ClientCredentialsAuthMethods,
  DatadogWebhooksProvider,
  EphemeralSecret,
  OAuth2ClientCredentialsAuthMethod,
} from '../../lib';
import { TYPE } from '../helpers/terraform';
import {
  CONFIG,
  newMethod,
  newStack,
  stackWithProvider,
  synthesized,
  untyped,
  validationErrors,
} from './synthesis';

const ALL = {
  ...CONFIG,
  clientSecret: '${var.payments_secret}',
  clientSecretVersion: 2,
  audience: 'https://api.example.com',
  scope: 'read write',
  verifyToken: true,
};

const REQUIRED_IN_TERRAFORM = {
  name: 'payments',
  access_token_url: 'https://login.example.com/token',
  client_id: 'client-1',
};
const ALL_IN_TERRAFORM = {
  ...REQUIRED_IN_TERRAFORM,
  client_secret_wo: '${var.payments_secret}',
  client_secret_wo_version: 2,
  audience: 'https://api.example.com',
  scope: 'read write',
  verify_token: true,
};

const resources = ({ cdktfStack: stack }: OAuth2ClientCredentialsAuthMethod) => synthesized(stack).resource;
const errors = (config: object) => validationErrors(newMethod(config).cdktfStack);

test('each attribute has its name in Terraform, and an omitted one is not in cdk.tf.json', () => {
  expect(resources(newMethod())).toEqual({ [TYPE]: { payments: REQUIRED_IN_TERRAFORM } });
  expect(resources(newMethod(ALL))).toEqual({ [TYPE]: { payments: ALL_IN_TERRAFORM } });
});

test('the attributes are the same in HCL', () => {
  const lines = Object.entries(ALL_IN_TERRAFORM).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  expect(Testing.synthHcl(newMethod(ALL).cdktfStack)).toContain(
    [`resource "${TYPE}" "payments" {`, ...lines, '}'].join('\n'),
  );
});

test.each(ROWS)('$property is a reference and can be set and reset as far as its row says', (row) => {
  const { property, terraform, need, writeOnly, type } = row;
  const capitalised = `${property[0]?.toUpperCase()}${property.slice(1)}`;
  const method = untyped(newMethod(ALL));

  expect({
    isReference: property in method,
    hasInput: `${property}Input` in method,
    canBePut: `put${capitalised}` in method,
    canBeReset: `reset${capitalised}` in method,
  }).toEqual({
    // A reference to a write-only attribute would be null.
    isReference: !writeOnly,
    hasInput: need !== 'computed',
    canBePut: writeOnly === true,
    canBeReset: need === 'optional',
  });
  expect(method[`${property}Input`]).toBe((ALL as Record<string, unknown>)[property]);
  if (!writeOnly) {
    // Of a boolean cdktf has no reference that is one itself.
    expect(typeof method[property]).toBe(type === 'boolean' ? 'object' : type);
    new TerraformOutput(method.cdktfStack, 'output', { value: method[property] });
    expect(synthesized(method.cdktfStack).output.output.value).toBe(`\${${TYPE}.payments.${terraform}}`);
  }
  if (need === 'computed') return expect(() => (method[property] = 'x')).toThrow(TypeError);
  if (writeOnly) method[`put${capitalised}`]('${var.other}');
  else method[property] = '${var.other}';
  expect(method[`${property}Input`]).toBe('${var.other}');
  if (need === 'required') return;
  method[`reset${capitalised}`]();
  expect(method[`${property}Input`]).toBeUndefined();
  expect(resources(method)[TYPE].payments).not.toHaveProperty(terraform);
});

test('the meta-arguments pass through', () => {
  const stack = stackWithProvider();
  const provider = new DatadogWebhooksProvider(stack, 'eu', { alias: 'eu' });
  const first = newMethod({}, stack, 'first');
  const connection = { type: 'ssh' as const, host: 'host' };
  const meta = {
    provider,
    dependsOn: [first],
    lifecycle: { preventDestroy: true, ignoreChanges: ['scope'] },
    provisioners: [{ type: 'local-exec' as const, command: 'true' }],
    connection,
  };
  expect(resources(newMethod(meta, stack))[TYPE].payments).toEqual({
    ...REQUIRED_IN_TERRAFORM,
    provider: 'datadogwebhooks.eu',
    depends_on: [`${TYPE}.first`],
    lifecycle: { prevent_destroy: true, ignore_changes: ['scope'] },
    provisioner: [{ 'local-exec': { command: 'true' } }],
    connection,
  });
});

test('the configuration of one that exists can be generated', () => {
  const stack = newStack();
  const provider = new DatadogWebhooksProvider(stack, 'eu', { alias: 'eu' });
  OAuth2ClientCredentialsAuthMethod.generateConfigForImport(stack, 'payments', 'uuid-1', provider);
  OAuth2ClientCredentialsAuthMethod.generateConfigForImport(stack, 'orders', 'uuid-2');
  expect(synthesized(stack).import).toEqual([
    { id: 'uuid-1', provider: 'datadogwebhooks.eu', to: `${TYPE}.payments` },
    { id: 'uuid-2', to: `${TYPE}.orders` },
  ]);
  expect(synthesized(stack)).not.toHaveProperty('resource');
});

test('every wrong attribute has its line, with the path of the auth method', () => {
  expect(
    errors({
      name: ' ',
      accessTokenUrl: 'login.example.com/token',
      clientId: '',
      clientSecret: '',
      clientSecretVersion: -1,
      audience: '',
      scope: '',
    }),
  ).toEqual([
    '[stack] name of stack/payments must not be blank',
    '[stack] accessTokenUrl of stack/payments must be an absolute http or https URL such as https://login.example.com/oauth2/token, but is "login.example.com/token"',
    '[stack] clientId of stack/payments must not be blank',
    '[stack] clientSecret of stack/payments must not be an empty string; omit it instead',
    '[stack] clientSecretVersion of stack/payments must be a whole number from 0 to 9007199254740991, but is -1',
    '[stack] audience of stack/payments must not be an empty string; omit it instead',
    '[stack] scope of stack/payments must not be an empty string; omit it instead',
  ]);
});

test('references are not checked, nor is what has a reference in it', () => {
  const stack = stackWithProvider();
  const value = new EphemeralSecret(stack, 'value').stringValue;
  const config = {
    name: value,
    accessTokenUrl: `${value}/token`,
    clientId: '${data.vault_generic_secret.client.data["id"]}',
    clientSecret: value,
    clientSecretVersion: Token.asNumber('${local.version}'),
    verifyToken: Token.asAny('${local.verify}'),
    audience: Token.nullValue() as unknown as string,
  };
  expect(validationErrors(newMethod(config, stack).cdktfStack)).toEqual([]);
});

test('dangerouslyAllowLiteralSecrets lets a literal secret through, and is no attribute', () => {
  const method = newMethod({ clientSecret: 'hunter2', dangerouslyAllowLiteralSecrets: true });
  expect(validationErrors(method.cdktfStack)).toEqual([]);
  expect(resources(method)[TYPE].payments).toEqual({ ...REQUIRED_IN_TERRAFORM, client_secret_wo: 'hunter2' });
});

test.each([
  OAuth2ClientCredentialsAuthMethod,
  DataOAuth2ClientCredentialsAuthMethod,
  DataOAuth2ClientCredentialsAuthMethods,
])('a stack with a %p and without the provider is refused', (Class) => {
  const stack = newStack();
  new Class(stack, 'payments', untyped(Class === DataOAuth2ClientCredentialsAuthMethods ? {} : CONFIG));
  expect(validationErrors(stack)).toContain(
    "[stack] Found resources without a matching provider construct. Please make sure to add provider constructs [e.g. new RandomProvider(...)] to your stack 'stack' for the following providers: datadogwebhooks",
  );
});
