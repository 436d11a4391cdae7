import {
  Fn,
  Lazy,
  TerraformIterator,
  TerraformLocal,
  TerraformStack,
  TerraformVariable,
  Testing,
  Token,
} from 'cdktf';
import { type Construct } from 'constructs';
import { DatadogWebhooksProvider, EphemeralSecret, OAuth2ClientCredentialsAuthMethod } from '../../lib';
import { annotations, newApp, newStack, untyped, validationErrors } from './synthesis';

const TYPE = 'datadogwebhooks_oauth2_client_credentials';
const CONFIG = {
  name: 'payments',
  accessTokenUrl: 'https://login.example.com/token',
  clientId: 'client-1',
};

const IN_CODE = 'so cdk.tf.json and every plan file would contain it in clear text.';
const ADVICE =
  "Write `clientSecret: new EphemeralSecret(this, 'payments-secret').stringValue` and set TF_VAR_payments_secret where Terraform runs, or refer to an ephemeral resource of your vault. If it gives access to nothing, you can set dangerouslyAllowLiteralSecrets.";
const refused = (reason: string, owner = 'stack/payments') => [
  `[stack] clientSecret of ${owner} ${reason} ${ADVICE}`,
];
const IS_LITERAL = `is a literal (a value that code reads from process.env is one too), ${IN_CODE}`;
const IS_EXPRESSION =
  'has more than references in it, so a part of it could be in cdk.tf.json and every plan file in clear text. Use a reference, or a function whose arguments are references.';
const FROM_LOCAL = `comes from the local secret, which contains a literal, ${IN_CODE}`;
const FROM_DEFAULT = `comes from the variable secret, which has a default, ${IN_CODE}`;
const FROM_PLAIN =
  'comes from the variable secret, which is neither ephemeral nor sensitive, so every plan file would contain it in clear text.';

/** What code gives as the client secret, and what it does to the stack and the auth method besides. */
interface Way {
  readonly secret?: (stack: TerraformStack) => string | undefined;
  readonly config?: (stack: TerraformStack) => object;
  readonly override?: (stack: TerraformStack, method: OAuth2ClientCredentialsAuthMethod) => void;
}

function stackOf({ secret, config, override }: Way, more: object = {}): TerraformStack {
  const stack = newStack();
  new DatadogWebhooksProvider(stack, 'datadog');
  const clientSecret = secret?.(stack);
  const method = new OAuth2ClientCredentialsAuthMethod(stack, 'payments', {
    ...CONFIG,
    ...(clientSecret === undefined ? {} : { clientSecret }),
    ...config?.(stack),
    ...more,
  });
  override?.(stack, method);
  return stack;
}

const local = (stack: TerraformStack, value: unknown) => new TerraformLocal(stack, 'secret', value);
const variable = (scope: Construct, config: object, type = 'string') =>
  new TerraformVariable(scope, 'secret', { type, ...config });
const sensitive = (stack: TerraformStack) => variable(stack, { sensitive: true }).stringValue;
const ephemeral = (stack: TerraformStack, id = 'secret') => new EphemeralSecret(stack, id).stringValue;

const notEphemeral = (stack: TerraformStack) => {
  stack.addOverride('variable.secret.ephemeral', 'false');
  stack.addOverride('variable.secret.sensitive', 'false');
};

const REFUSED: [string, string, Way][] = [
  ['a literal', IS_LITERAL, { secret: () => 'hunter2' }],
  ['a lazy literal', IS_LITERAL, { secret: () => Lazy.stringValue({ produce: () => 'hunter2' }) }],
  ['a token of a literal', IS_LITERAL, { secret: () => Token.asString({ resolve: () => 'hunter2' }) }],
  ['a function of a literal', IS_EXPRESSION, { secret: () => Fn.trimspace('hunter2') }],
  ['a literal beside a reference', IS_EXPRESSION, { secret: (stack) => `hunter2-${ephemeral(stack)}` }],
  [
    'a literal among the arguments',
    IS_EXPRESSION,
    { secret: (stack) => Fn.join('', ['hunter2', ephemeral(stack)]) },
  ],
  ['an override', IS_LITERAL, { override: (_, method) => method.addOverride('client_secret_wo', 'hunter2') }],
  [
    'a number in an override',
    IS_LITERAL,
    { override: (_, method) => method.addOverride('client_secret_wo', 12345) },
  ],
  [
    "the stack's override of the attribute",
    IS_LITERAL,
    { override: (stack) => stack.addOverride(`resource.${TYPE}.payments.client_secret_wo`, 'hunter2') },
  ],
  [
    "the stack's override of the resource",
    IS_LITERAL,
    {
      override: (stack) =>
        stack.addOverride(`resource.${TYPE}.payments`, { ...CONFIG, client_secret_wo: 'hunter2' }),
    },
  ],
  ['a local', FROM_LOCAL, { secret: (stack) => local(stack, 'hunter2').asString }],
  ['a local of a function', FROM_LOCAL, { secret: (stack) => local(stack, Fn.upper('hunter2')).asString }],
  [
    'a local of a local',
    FROM_LOCAL.replace('secret', 'other'),
    { secret: (stack) => local(stack, new TerraformLocal(stack, 'other', 'hunter2').asString).asString },
  ],
  [
    'a local that is a map',
    FROM_LOCAL,
    { secret: (stack) => Fn.lookup(local(stack, { payments: 'hunter2' }).asStringMap, 'payments') },
  ],
  [
    'a key of a local',
    FROM_LOCAL,
    { secret: (stack) => (local(stack, { a: { secret: 'hunter2' } }), '${local.secret["a"].secret}') },
  ],
  [
    'what a function makes of a local',
    FROM_LOCAL.replace('secret', 'other'),
    {
      secret: (stack) => {
        new TerraformLocal(stack, 'other', [[{ a: 'hunter2' }]]);
        return (local(stack, '${flatten(local.other)}'), '${local.secret[0].a}');
      },
    },
  ],
  [
    "the stack's override of locals",
    FROM_LOCAL,
    { secret: () => '${local.secret}', override: (stack) => stack.addOverride('locals.secret', 'hunter2') },
  ],
  [
    "a list in the stack's override",
    FROM_LOCAL,
    {
      secret: () => '${local.secret}',
      override: (stack) => stack.addOverride('locals', [{ secret: 'hunter2' }]),
    },
  ],
  [
    'the default of a variable',
    FROM_DEFAULT,
    { secret: (stack) => variable(stack, { sensitive: true, default: 'hunter2' }).stringValue },
  ],
  [
    "a variable's map default",
    FROM_DEFAULT,
    {
      secret: (stack) =>
        Fn.lookup(variable(stack, { sensitive: true, default: { a: 'hunter2' } }, 'map(string)').value, 'a'),
    },
  ],
  [
    "the stack's override of a variable's default",
    FROM_DEFAULT,
    { secret: sensitive, override: (stack) => stack.addOverride('variable.secret.default', 'hunter2') },
  ],
  [
    "a default in a variable's type",
    FROM_DEFAULT,
    {
      secret: (stack) => (
        variable(stack, { sensitive: true }, 'object({ pw2 = optional(string, "hunter2") })'),
        '${var.secret.pw2}'
      ),
    },
  ],
  [
    "a number in a variable's type",
    FROM_DEFAULT,
    {
      secret: (stack) => (
        variable(stack, { sensitive: true }, 'object({ pw = optional(string, 12345) })'),
        '${var.secret.pw}'
      ),
    },
  ],
  ['a plain variable', FROM_PLAIN, { secret: (stack) => variable(stack, {}).stringValue }],
  [
    'a variable that is not ephemeral, in words',
    FROM_PLAIN,
    { secret: (stack) => variable(stack, {}).stringValue, override: notEphemeral },
  ],
  ...['keys(local.secret)[0]', 'keys(merge(local.other, local.secret))[0]', 'jsonencode(local.other)'].map(
    (expression): [string, string, Way] => [
      `the keys of a local: ${expression}`,
      FROM_LOCAL,
      {
        secret(stack) {
          local(stack, { hunter2: ephemeral(stack, 'x') });
          new TerraformLocal(stack, 'other', '${local.secret}');
          return `\${${expression}}`;
        },
      },
    ],
  ),
  ...['["payments"]', '["toString"]', '.refunds', '[*].payments.key', '[00]', '["00"]'].map(
    (step): [string, string, Way] => [
      `a member of a local that is not found: ${step}`,
      FROM_LOCAL,
      {
        secret(stack) {
          local(stack, step.includes('0') ? ['${var.x}'] : { '${"payments"}': { '${"key"}': '${var.x}' } });
          return `\${local.secret${step}}`;
        },
      },
    ],
  ),
];

test.each(REFUSED)('a secret is refused that comes from %s', (_, reason, way) => {
  expect(validationErrors(stackOf(way))).toStrictEqual(refused(reason));
});

test('dangerouslyAllowLiteralSecrets allows each of them', () => {
  for (const [, , way] of REFUSED)
    expect(validationErrors(stackOf(way, { dangerouslyAllowLiteralSecrets: true }))).toStrictEqual([]);
});

test.each<[string, (stack: TerraformStack) => object]>([
  [
    'the values of a map',
    () => {
      const iterator = TerraformIterator.fromMap({ a: { secret: 'hunter2' } });
      return { forEach: iterator, name: iterator.key, clientSecret: iterator.getString('secret') };
    },
  ],
  [
    'a list',
    () => {
      const iterator = TerraformIterator.fromList(['hunter2']);
      return { forEach: iterator, clientSecret: iterator.value };
    },
  ],
  [
    'a local',
    (stack) => {
      const iterator = TerraformIterator.fromMap(
        untyped(local(stack, { a: { secret: 'hunter2' } })).expression,
      );
      return { forEach: iterator, clientSecret: iterator.getString('secret') };
    },
  ],
])('a secret is refused that comes from forEach over %s, and a map of secrets is the way', (_, config) => {
  expect(validationErrors(stackOf({ config }))).toStrictEqual([
    `[stack] clientSecret of stack/payments comes from forEach, whose values contain a literal, ${IN_CODE} ` +
      "Iterate over names, and read the secrets from a map: `const secrets = new TerraformVariable(this, 'secrets', { type: 'map(string)', sensitive: true })`, `secrets.addOverride('ephemeral', true)`, `clientSecret: Fn.lookup(secrets.value, iterator.key)`. Set TF_VAR_secrets to a JSON object where Terraform runs. " +
      'If it gives access to nothing, you can set dangerouslyAllowLiteralSecrets.',
  ]);
});

test.each<[string, Way]>([
  ['no secret', {}],
  ['an ephemeral secret', { secret: ephemeral }],
  ['a function of one', { secret: (stack) => Fn.trimspace(ephemeral(stack)) }],
  [
    'a lazy one',
    {
      secret: (stack) =>
        Lazy.stringValue({ produce: () => untyped(new EphemeralSecret(stack, 's')).stringValue }),
    },
  ],
  ['a local that refers to one', { secret: (stack) => local(stack, ephemeral(stack, 'x')).asString }],
  [
    'the key of a local that refers to one, beside a literal',
    {
      secret: (stack) => (local(stack, { a: ephemeral(stack, 'x'), name: 'payments' }), '${local.secret.a}'),
    },
  ],
  ['a local that refers to itself', { secret: (stack) => local(stack, '${local.secret}').asString }],
  ['a sensitive variable', { secret: sensitive }],
  [
    'a part of a variable, whose type has no default',
    {
      secret: (stack) => (
        variable(
          stack,
          { sensitive: true },
          'object({ pw2 = optional(string), "a b" = optional(list(string), []), c : optional(string, null) })',
        ),
        '${var.secret.pw2}'
      ),
    },
  ],
  [
    'a function of the value that a key of a local has',
    {
      secret: (stack) => (
        local(stack, { payments: [ephemeral(stack, 'x')] }),
        '${trimspace(one(lookup(merge(local.secret), "payments")))}'
      ),
    },
  ],
  ['an entry of a vault', { secret: () => '${ephemeral.vault_kv_secret_v2.payments.data["client_secret"]}' }],
  ['a variable that Terraform will miss', { secret: () => '${var.elsewhere}' }],
  [
    'the advice for forEach',
    {
      config(stack) {
        const secrets = variable(stack, { sensitive: true }, 'map(string)');
        secrets.addOverride('ephemeral', true);
        const iterator = TerraformIterator.fromList(['payments', 'refunds']);
        return {
          forEach: iterator,
          name: iterator.value,
          clientSecret: Fn.lookup(secrets.value, iterator.key),
        };
      },
    },
  ],
  [
    'forEach over references',
    {
      config(stack) {
        const iterator = TerraformIterator.fromMap({ a: { name: 'payments', secret: sensitive(stack) } });
        return {
          forEach: iterator,
          name: iterator.getString('name'),
          clientSecret: iterator.getString('secret'),
        };
      },
    },
  ],
])('%s passes', (_, way) => {
  expect(validationErrors(stackOf(way))).toStrictEqual([]);
});

test('a resource that only an override makes is checked, and a construct that moved away is not', () => {
  const stack = stackOf({ secret: () => 'hunter2' });
  untyped(stack.node.findChild('payments')).moveTo('other');
  new OAuth2ClientCredentialsAuthMethod(stack, 'target', CONFIG).addMoveTarget('other');
  stack.addOverride(`resource.${TYPE}.payments`, { ...CONFIG, client_secret_wo: 'hunter2' });
  const other = stackOf({
    override: (of) => of.addOverride(`resource.${TYPE}.more`, { client_secret_wo: 'a' }),
  });

  expect(validationErrors(stack)).toStrictEqual(refused(IS_LITERAL, `${TYPE}.payments`));
  expect(validationErrors(other)).toStrictEqual([
    `[stack] clientSecret of ${TYPE}.more ${IS_LITERAL} ${ADVICE.replace('payments-', 'more-').replace('payments_', 'more_')}`,
  ]);
});

test('each block is checked where the same type or provider stands in a list twice', () => {
  const block = (more: object) => ({ [TYPE]: { payments: { ...CONFIG, ...more } } });
  const stack = stackOf({});
  stack.addOverride('resource', [block({ client_secret_wo: 'hunter2' }), block({})]);
  stack.addOverride('provider', [
    { datadogwebhooks: { bearer_token: 'hunter2' } },
    { datadogwebhooks: [{ alias: 'eu' }] },
  ]);

  expect(validationErrors(stack)).toStrictEqual([
    ...refused(IS_LITERAL),
    expect.stringMatching(/^\[stack\] bearerToken of stack\/datadog is a literal/),
  ]);
});

test('the client secret of an action is checked', () => {
  const stack = stackOf({});
  const action = `action.datadogwebhooks_verify_token`;
  stack.addOverride(`${action}.good.config`, { client_secret_wo: ephemeral(stack) });
  stack.addOverride(`${action}.payments.config`, { client_secret_wo: 'hunter2' });

  expect(validationErrors(stack)).toStrictEqual(refused(IS_LITERAL, 'datadogwebhooks_verify_token.payments'));
});

test('a key of the provider is refused in the same ways, with the environment variables that set it', () => {
  const stack = newStack();
  const provider = new DatadogWebhooksProvider(stack, 'datadog', { appKey: Fn.trimspace('hunter2') });
  provider.addOverride('api_key', 'hunter2');
  new DatadogWebhooksProvider(stack, 'eu', { alias: 'eu', bearerToken: 'hunter2' });
  new DatadogWebhooksProvider(stack, 'test', {
    alias: 'test',
    apiKey: 'hunter2',
    dangerouslyAllowLiteralSecrets: true,
  });

  const allowed = 'If it gives access to nothing, you can set dangerouslyAllowLiteralSecrets.';
  expect(validationErrors(stack)).toStrictEqual([
    `[stack] apiKey of stack/datadog ${IS_LITERAL} Omit it and set DD_API_KEY or DATADOG_API_KEY where Terraform runs, or write \`apiKey: new EphemeralSecret(this, 'datadog-api-key').stringValue\` and set TF_VAR_datadog_api_key where Terraform runs. ${allowed}`,
    `[stack] appKey of stack/datadog ${IS_EXPRESSION} Omit it and set DD_APP_KEY or DATADOG_APP_KEY where Terraform runs, or write \`appKey: new EphemeralSecret(this, 'datadog-app-key').stringValue\` and set TF_VAR_datadog_app_key where Terraform runs. ${allowed}`,
    `[stack] bearerToken of stack/eu ${IS_LITERAL} Omit it and set DD_BEARER_TOKEN or DATADOG_BEARER_TOKEN where Terraform runs, or write \`bearerToken: new EphemeralSecret(this, 'datadog-bearer-token').stringValue\` and set TF_VAR_datadog_bearer_token where Terraform runs. ${allowed}`,
  ]);
});

const stored = (property: string, name: string) => ({
  level: '@cdktf/warn',
  constructPath: `stack/${property === 'clientSecret' ? 'payments' : 'datadog'}`,
  message: `${property} comes from the variable ${name}, which is not ephemeral. Every plan file would hold its value in clear text. Use an EphemeralSecret instead, or call addOverride('ephemeral', true) on the variable.`,
});

test('a secret from a sensitive variable and a key from any variable get a warning, once', () => {
  const app = newApp();
  const stack = new TerraformStack(app, 'stack');
  const [one, two] = ['one', 'two'].map(
    (id) => new TerraformVariable(stack, id, { type: 'string' }).stringValue,
  );
  const ours = new TerraformVariable(stack, 'ours', { type: 'string' });
  ours.addOverride('ephemeral', true);
  new DatadogWebhooksProvider(stack, 'datadog', {
    apiKey: one,
    appKey: Fn.base64decode(two as string),
    bearerToken: ours.stringValue,
  });
  new OAuth2ClientCredentialsAuthMethod(stack, 'payments', { ...CONFIG, clientSecret: sensitive(stack) });
  app.synth();
  app.synth();

  expect(annotations(app)).toStrictEqual([
    stored('apiKey', 'one'),
    stored('appKey', 'two'),
    stored('clientSecret', 'secret'),
  ]);
});

test('a client secret that is set to undefined gets a warning with the likely reason', () => {
  const app = newApp();
  const stack = new TerraformStack(app, 'stack');
  new DatadogWebhooksProvider(stack, 'datadog');
  const clientSecret = process.env.TF_VAR_payments_secret;
  new OAuth2ClientCredentialsAuthMethod(stack, 'payments', { ...CONFIG, clientSecret });
  new OAuth2ClientCredentialsAuthMethod(stack, 'refunds', { ...CONFIG, name: 'refunds' });
  app.synth();

  expect(annotations(app)).toStrictEqual([
    {
      level: '@cdktf/warn',
      constructPath: 'stack/payments',
      message:
        "clientSecret is undefined, so no secret is sent. If the code reads it from process.env: the CLI hides TF_VAR_* from the app, and a secret that the app reads would be a literal. Write `clientSecret: new EphemeralSecret(this, 'payments-secret').stringValue` and set TF_VAR_payments_secret where Terraform runs, or omit clientSecret.",
    },
  ]);
});

test('a stack of a thousand secrets is checked in the time of a few syntheses', () => {
  const stack = newStack();
  new DatadogWebhooksProvider(stack, 'datadog');
  const clientSecret = ephemeral(stack);
  for (let index = 0; index < 1_000; index++)
    new OAuth2ClientCredentialsAuthMethod(stack, `a-${index}`, {
      ...CONFIG,
      name: `a ${index}`,
      clientSecret,
    });
  const time = (work: () => unknown) => {
    const start = process.cpuUsage().user;
    work();
    return process.cpuUsage(undefined).user - start;
  };
  const synthesis = time(() => Testing.synth(stack));

  expect(time(() => expect(validationErrors(stack)).toStrictEqual([]))).toBeLessThan(10 * synthesis);
});
