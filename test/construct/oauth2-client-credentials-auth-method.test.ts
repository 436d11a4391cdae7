import { TerraformCount, TerraformIterator, TerraformOutput, TerraformStack, Testing, Token } from 'cdktf';
import { ROWS } from '../../lib/attributes';
import {
  DatadogWebhooksProvider,
  EphemeralSecret,
  OAuth2ClientCredentialsAuthMethod,
  type OAuth2ClientCredentialsAuthMethodConfig,
} from '../../lib';
import { newApp, newStack, synthesized, untyped, validationErrors } from './synthesis';

const TYPE = 'datadogwebhooks_oauth2_client_credentials';

const REQUIRED = {
  name: 'payments',
  accessTokenUrl: 'https://login.example.com/token',
  clientId: 'client-1',
};
const REQUIRED_IN_TERRAFORM = {
  name: 'payments',
  access_token_url: 'https://login.example.com/token',
  client_id: 'client-1',
};

const WHOLE = {
  ...REQUIRED,
  clientSecret: '${var.payments_secret}',
  clientSecretVersion: 2,
  audience: 'https://api.example.com',
  scope: 'read write',
  verifyToken: true,
};

/** The stack's resources, with an auth method of this config among them. */
function resources(config: OAuth2ClientCredentialsAuthMethodConfig, stack = newStack()) {
  new OAuth2ClientCredentialsAuthMethod(stack, 'payments', config);
  return synthesized(stack).resource;
}

function errors(config: OAuth2ClientCredentialsAuthMethodConfig): string[] {
  const stack = newStack();
  new DatadogWebhooksProvider(stack, 'datadog');
  new OAuth2ClientCredentialsAuthMethod(stack, 'payments', config);
  return validationErrors(stack);
}

test('what is not set is not in cdk.tf.json', () => {
  expect(resources(REQUIRED)).toEqual({ [TYPE]: { payments: REQUIRED_IN_TERRAFORM } });
});

test('each attribute has its name in Terraform', () => {
  expect(resources(WHOLE)).toEqual({
    [TYPE]: {
      payments: {
        ...REQUIRED_IN_TERRAFORM,
        client_secret_wo: '${var.payments_secret}',
        client_secret_wo_version: 2,
        audience: 'https://api.example.com',
        scope: 'read write',
        verify_token: true,
      },
    },
  });
});

test('the attributes are the same in HCL', () => {
  const stack = newStack();
  new OAuth2ClientCredentialsAuthMethod(stack, 'payments', WHOLE);
  expect(Testing.synthHcl(stack)).toContain(
    [
      `resource "${TYPE}" "payments" {`,
      'name = "payments"',
      'access_token_url = "https://login.example.com/token"',
      'client_id = "client-1"',
      'client_secret_wo = "${var.payments_secret}"',
      'client_secret_wo_version = 2',
      'audience = "https://api.example.com"',
      'scope = "read write"',
      'verify_token = true',
      '}',
    ].join('\n'),
  );
});

test('the type is known to the class', () => {
  expect(OAuth2ClientCredentialsAuthMethod.tfResourceType).toBe(TYPE);
});

describe.each(ROWS)('$property', ({ property, terraform, need, writeOnly, type }) => {
  const method = () => untyped(new OAuth2ClientCredentialsAuthMethod(newStack(), 'payments', WHOLE));
  const capitalised = `${property[0]?.toUpperCase()}${property.slice(1)}`;
  const reference = `\${${TYPE}.payments.${terraform}}`;
  const value = (WHOLE as Record<string, unknown>)[property];

  test(writeOnly ? 'is no reference, since it would be null' : 'is a reference', () => {
    const stack = newStack();
    const made = untyped(new OAuth2ClientCredentialsAuthMethod(stack, 'payments', WHOLE));
    expect(property in made).toBe(!writeOnly);
    if (writeOnly) return;
    expect(Token.isUnresolved(made[property])).toBe(true);
    // Of a boolean cdktf has no reference that is one itself.
    expect(typeof made[property]).toBe(type === 'boolean' ? 'object' : type);
    new TerraformOutput(stack, 'output', { value: made[property] });
    expect(synthesized(stack).output).toEqual({ output: { value: reference } });
  });

  test(need === 'computed' ? 'has no input' : 'has the value that was given as its input', () => {
    expect(`${property}Input` in method()).toBe(need !== 'computed');
    expect(method()[`${property}Input`]).toBe(value);
  });

  test(need === 'computed' ? 'cannot be set' : 'can be set', () => {
    const made = method();
    if (need === 'computed') return expect(() => (made[property] = 'x')).toThrow(TypeError);
    if (writeOnly) made[`put${capitalised}`]('${var.other}');
    else made[property] = '${var.other}';
    expect(made[`${property}Input`]).toBe('${var.other}');
  });

  test(need === 'optional' ? 'can be reset' : 'cannot be reset', () => {
    const made = method();
    expect(`reset${capitalised}` in made).toBe(need === 'optional');
    if (need !== 'optional') return;
    made[`reset${capitalised}`]();
    expect(made[`${property}Input`]).toBeUndefined();
    expect(synthesized(made.cdktfStack).resource[TYPE].payments).not.toHaveProperty(terraform);
  });
});

test('the meta-arguments pass through', () => {
  const stack = newStack();
  const provider = new DatadogWebhooksProvider(stack, 'eu', { alias: 'eu' });
  const first = new OAuth2ClientCredentialsAuthMethod(stack, 'first', REQUIRED);
  const connection = { type: 'ssh' as const, host: 'host' };
  expect(
    resources(
      {
        ...REQUIRED,
        provider,
        dependsOn: [first],
        lifecycle: { preventDestroy: true, ignoreChanges: ['scope'] },
        provisioners: [{ type: 'local-exec', command: 'true' }],
        connection,
      },
      stack,
    )[TYPE].payments,
  ).toEqual({
    ...REQUIRED_IN_TERRAFORM,
    provider: 'datadogwebhooks.eu',
    depends_on: [`${TYPE}.first`],
    lifecycle: { prevent_destroy: true, ignore_changes: ['scope'] },
    provisioner: [{ 'local-exec': { command: 'true' } }],
    connection,
  });
});

test('one construct makes an auth method for each item of an iterator', () => {
  const iterator = TerraformIterator.fromMap({ a: { client: 'client-a' }, b: { client: 'client-b' } });
  expect(
    resources({ ...REQUIRED, forEach: iterator, name: iterator.key, clientId: iterator.getString('client') })[
      TYPE
    ].payments,
  ).toEqual({
    ...REQUIRED_IN_TERRAFORM,
    for_each: { a: { client: 'client-a' }, b: { client: 'client-b' } },
    name: '${each.key}',
    client_id: '${each.value.client}',
  });
});

test('one construct makes as many auth methods as it counts', () => {
  const count = TerraformCount.of(2);
  expect(resources({ ...REQUIRED, count, name: `payments ${count.index}` })[TYPE].payments).toEqual({
    ...REQUIRED_IN_TERRAFORM,
    count: 2,
    name: 'payments ${count.index}',
  });
});

test('an auth method that exists is imported by its UUID', () => {
  const stack = newStack();
  const provider = new DatadogWebhooksProvider(stack, 'eu', { alias: 'eu' });
  const method = new OAuth2ClientCredentialsAuthMethod(stack, 'payments', REQUIRED);
  method.importFrom('2f4b0fd5-3a4c-4c3e-9d55-6c8f5b9f2d11', provider);
  expect(synthesized(stack)).toMatchObject({
    import: [
      {
        id: '2f4b0fd5-3a4c-4c3e-9d55-6c8f5b9f2d11',
        provider: 'datadogwebhooks.eu',
        to: `${TYPE}.payments`,
      },
    ],
    resource: { [TYPE]: { payments: REQUIRED_IN_TERRAFORM } },
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

test('an auth method moves to another construct without being replaced', () => {
  const stack = newStack();
  new OAuth2ClientCredentialsAuthMethod(stack, 'old', REQUIRED).moveTo('payments');
  new OAuth2ClientCredentialsAuthMethod(stack, 'new', REQUIRED).addMoveTarget('payments');
  expect(synthesized(stack)).toMatchObject({
    moved: [{ from: `${TYPE}.old`, to: `${TYPE}.new` }],
    resource: { [TYPE]: { new: REQUIRED_IN_TERRAFORM } },
  });
});

test('a reference from another stack goes through an output', () => {
  const app = newApp();
  const [one, two] = [new TerraformStack(app, 'one'), new TerraformStack(app, 'two')];
  new DatadogWebhooksProvider(one, 'datadog');
  const method = new OAuth2ClientCredentialsAuthMethod(one, 'payments', REQUIRED);
  new TerraformOutput(two, 'id', { value: method.id });
  app.synth();
  expect(synthesized(two).output.id.value).toMatch(/^\$\{data\.terraform_remote_state\..*\.outputs\..*\}$/);
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
    '[stack/payments] name must not be blank',
    '[stack/payments] accessTokenUrl must be an absolute http or https URL such as https://login.example.com/oauth2/token, but is "login.example.com/token"',
    '[stack/payments] clientId must not be blank',
    '[stack/payments] clientSecret must not be an empty string; omit it instead',
    '[stack/payments] clientSecretVersion must be a whole number from 0 to 9007199254740991, but is -1',
    '[stack/payments] audience must not be an empty string; omit it instead',
    '[stack/payments] scope must not be an empty string; omit it instead',
  ]);
});

test('what a setter changed is checked as well', () => {
  const stack = newStack();
  new DatadogWebhooksProvider(stack, 'datadog');
  const method = new OAuth2ClientCredentialsAuthMethod(stack, 'payments', REQUIRED);
  method.name = '';
  expect(validationErrors(stack)).toEqual(['[stack/payments] name must not be blank']);
});

test('references are not checked, nor is what has a reference in it', () => {
  const stack = newStack();
  new DatadogWebhooksProvider(stack, 'datadog');
  const value = new EphemeralSecret(stack, 'value').stringValue;
  new OAuth2ClientCredentialsAuthMethod(stack, 'payments', {
    name: value,
    accessTokenUrl: `${value}/token`,
    clientId: '${data.vault_generic_secret.client.data["id"]}',
    clientSecret: value,
    clientSecretVersion: Token.asNumber('${local.version}'),
    verifyToken: Token.asAny('${local.verify}'),
    audience: Token.nullValue() as unknown as string,
  });
  expect(validationErrors(stack)).toEqual([]);
});

test('dangerouslyAllowLiteralSecrets lets a literal secret through, and is no attribute', () => {
  const config = { ...REQUIRED, clientSecret: 'hunter2', dangerouslyAllowLiteralSecrets: true };
  expect(errors(config)).toEqual([]);
  expect(resources(config)[TYPE].payments).toEqual({ ...REQUIRED_IN_TERRAFORM, client_secret_wo: 'hunter2' });
});

test('a stack without the provider is told so', () => {
  const stack = newStack();
  new OAuth2ClientCredentialsAuthMethod(stack, 'payments', REQUIRED);
  expect(validationErrors(stack)).toEqual([
    "[stack] Found resources without a matching provider construct. Please make sure to add provider constructs [e.g. new RandomProvider(...)] to your stack 'stack' for the following providers: datadogwebhooks",
  ]);
});

test('app.synth() stops with all messages at once', () => {
  const app = newApp();
  const stack = new TerraformStack(app, 'stack');
  new DatadogWebhooksProvider(stack, 'datadog', { maxRetries: -1 });
  new OAuth2ClientCredentialsAuthMethod(stack, 'payments', { ...REQUIRED, name: '', scope: '' });
  expect(() => app.synth()).toThrow(
    `Validation failed with the following errors:
  [stack/datadog] maxRetries must be a whole number from 0 to 100, but is -1
  [stack/payments] name must not be blank
  [stack/payments] scope must not be an empty string; omit it instead`,
  );
});
