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
import { DatadogWebhooksProvider, EphemeralSecret } from '../../lib';
import { TYPE } from '../helpers/terraform';
import {
  annotations,
  CONFIG,
  newApp,
  newMethod,
  stackWithProvider,
  untyped,
  validationErrors,
} from './synthesis';

const IN_CODE = 'so cdk.tf.json and every plan file would contain it in clear text.';
const ADVICE =
  "Write `clientSecret: new EphemeralSecret(this, 'payments-secret').stringValue` and set TF_VAR_payments_secret where Terraform runs, or refer to an ephemeral resource of your vault. If it gives access to nothing, you can set dangerouslyAllowLiteralSecrets.";
const refused = (reason: string, owner = 'stack/payments') => [
  `[stack] clientSecret of ${owner} ${reason} ${ADVICE}`,
];
const LITERAL = `is a literal (a value that code reads from process.env is one too), ${IN_CODE}`;
const EXPRESSION =
  'has more than references in it, so a part of it could be in cdk.tf.json and every plan file in clear text. Use a reference, or a function whose arguments are references.';
const LOCAL = `comes from the local secret, which contains a literal, ${IN_CODE}`;
const DEFAULT = `comes from the variable secret, which has a default, ${IN_CODE}`;
const PLAIN =
  'comes from the variable secret, which is neither ephemeral nor sensitive, so every plan file would contain it in clear text.';

const RESOURCE = `resource.${TYPE}.payments`;

/** The client secret, or more of the config. It may change the stack first. */
type Way = (stack: TerraformStack) => string | object;

const errors = (way: Way) => {
  const stack = stackWithProvider();
  const secret = way(stack);
  newMethod(typeof secret === 'string' ? { clientSecret: secret } : secret, stack);
  return validationErrors(stack);
};

const local = (stack: TerraformStack, value: unknown) => new TerraformLocal(stack, 'secret', value);
const variable = (stack: TerraformStack, config: object) =>
  new TerraformVariable(stack, 'secret', { type: 'string', sensitive: true, ...config });
const ephemeral = (stack: TerraformStack, id = 'secret') => new EphemeralSecret(stack, id).stringValue;
/** An override of the stack, and a secret that it is about. */
const override = (path: string, value: unknown, secret: Way = () => ({})): Way => {
  return (stack) => {
    stack.addOverride(path, value);
    return secret(stack);
  };
};
const sensitive: Way = (stack) => variable(stack, {}).stringValue;
const fromLocal = () => '${local.secret}';

test.each<[string, string, Way]>([
  ['a literal', LITERAL, () => 'hunter2'],
  ['a lazy literal', LITERAL, () => Lazy.stringValue({ produce: () => 'hunter2' })],
  ['a token of a literal', LITERAL, () => Token.asString({ resolve: () => 'hunter2' })],
  ['a function of a literal', EXPRESSION, () => Fn.trimspace('hunter2')],
  ['a literal beside a reference', EXPRESSION, (stack) => `hunter2-${ephemeral(stack)}`],
  ['a literal among the arguments', EXPRESSION, (stack) => Fn.join('', ['hunter2', ephemeral(stack)])],
  ['a local', LOCAL, (stack) => local(stack, 'hunter2').asString],
  ['a local that is a map', LOCAL, (stack) => Fn.lookup(local(stack, { a: 'hunter2' }).asStringMap, 'a')],
  ['the default of a variable', DEFAULT, (stack) => variable(stack, { default: 'hunter2' }).stringValue],
  ['a plain variable', PLAIN, (stack) => variable(stack, { sensitive: false }).stringValue],
  ['an override', LITERAL, override(`${RESOURCE}.client_secret_wo`, 'hunter2')],
  ['a number in an override', LITERAL, override(`${RESOURCE}.client_secret_wo`, 12345)],
  ['an override of the resource', LITERAL, override(RESOURCE, { client_secret_wo: 'hunter2' })],
  ['an override of locals', LOCAL, override('locals.secret', 'hunter2', fromLocal)],
  ['a list in an override', LOCAL, override('locals', [{ secret: 'hunter2' }], fromLocal)],
  ["an override of a variable's default", DEFAULT, override('variable.secret.default', 'hunter2', sensitive)],
  ["an override of a variable's marks", PLAIN, override('variable.secret.sensitive', 'false', sensitive)],
])('a secret is refused that comes from %s', (_, reason, way) => {
  expect(errors(way)).toStrictEqual(refused(reason));
});

test.each<[string, (stack: TerraformStack) => TerraformIterator]>([
  ['a map', () => TerraformIterator.fromMap({ a: { secret: 'hunter2' } })],
  [
    'a local',
    (stack) => TerraformIterator.fromMap(untyped(local(stack, { a: { secret: 'hunter2' } })).expression),
  ],
])('a secret is refused that comes from forEach over %s, and a map of secrets is the way', (_, over) => {
  const config: Way = (stack) => {
    const forEach = over(stack);
    return { forEach, clientSecret: forEach.getString('secret') };
  };
  expect(errors(config)).toStrictEqual([
    `[stack] clientSecret of stack/payments comes from forEach, whose values contain a literal, ${IN_CODE} ` +
      "Iterate over names, and read the secrets from a map: `const secrets = new TerraformVariable(this, 'secrets', { type: 'map(string)', sensitive: true })`, `secrets.addOverride('ephemeral', true)`, `clientSecret: Fn.lookup(secrets.value, iterator.key)`. Set TF_VAR_secrets to a JSON object where Terraform runs. " +
      'If it gives access to nothing, you can set dangerouslyAllowLiteralSecrets.',
  ]);
});

test.each<[string, Way]>([
  ['an ephemeral secret', ephemeral],
  ['a function of one', (stack) => Fn.trimspace(ephemeral(stack))],
  ['a lazy one', (stack) => Lazy.stringValue({ produce: () => ephemeral(stack) })],
  ['a local that refers to one', (stack) => local(stack, ephemeral(stack, 'x')).asString],
  ['a sensitive variable', sensitive],
  [
    'the advice for forEach',
    (stack) => {
      const secrets = variable(stack, { type: 'map(string)' });
      secrets.addOverride('ephemeral', true);
      const forEach = TerraformIterator.fromList(['payments', 'refunds']);
      return { forEach, name: forEach.value, clientSecret: Fn.lookup(secrets.value, forEach.key) };
    },
  ],
])('%s passes', (_, way) => {
  expect(errors(way)).toStrictEqual([]);
});

test.each([
  ['a sensitive variable', sensitive],
  ['an ephemeral secret', ephemeral],
  ['a local', (stack: TerraformStack) => local(stack, ephemeral(stack, 'x')).asString],
])('a secret is refused that is %s of another stack, whose state would contain it', (_, way) => {
  const app = newApp();
  const clientSecret = way(new TerraformStack(app, 'identity')) as string;
  newMethod({ clientSecret }, stackWithProvider({}, app));

  expect(() => app.synth()).toThrow(
    `${refused('comes from another state (terraform_remote_state), so it would be in that state and in the one of this stack in clear text. Declare the secret in each stack that uses it.')[0]}`,
  );
});

test.each([
  [`resource.${TYPE}.payments.client_secret`, 'clientSecret of stack/payments'],
  [`resource.${TYPE}.payments.clientSecret`, 'clientSecret of stack/payments'],
  ['provider.datadogwebhooks.0.apiKey', 'apiKey of stack/datadog'],
])('a literal is refused under a name that a secret does not have: %s', (path, owner) => {
  expect(errors(override(path, 'hunter2'))).toStrictEqual([
    expect.stringContaining(`[stack] ${owner} ${LITERAL}`),
  ]);
});

test('a resource that only an override makes is checked, and a construct that moved away is not', () => {
  const moved = newMethod({ clientSecret: 'hunter2' });
  const stack = moved.cdktfStack;
  moved.moveTo('other');
  newMethod({}, stack, 'target').addMoveTarget('other');
  stack.addOverride(RESOURCE, { client_secret_wo: 'hunter2' });

  expect(validationErrors(stack)).toStrictEqual(refused(LITERAL, `${TYPE}.payments`));
});

test('each block is checked where the same type or provider stands in a list twice', () => {
  const stack = newMethod().cdktfStack;
  const block = (more: object) => ({ [TYPE]: { payments: { ...CONFIG, ...more } } });
  stack.addOverride('resource', [block({ client_secret_wo: 'hunter2' }), block({})]);
  stack.addOverride('provider', [
    { datadogwebhooks: { bearer_token: 'hunter2' } },
    { datadogwebhooks: [{ alias: 'eu' }] },
  ]);

  expect(validationErrors(stack)).toStrictEqual([
    ...refused(LITERAL),
    expect.stringMatching(/^\[stack\] bearerToken of stack\/datadog is a literal/),
  ]);
});

test('the client secret of an action is checked', () => {
  const stack = stackWithProvider();
  const action = `action.datadogwebhooks_verify_token`;
  stack.addOverride(`${action}.good.config`, { client_secret_wo: ephemeral(stack) });
  stack.addOverride(`${action}.payments.config`, { client_secret_wo: 'hunter2' });

  expect(validationErrors(stack)).toStrictEqual(refused(LITERAL, 'datadogwebhooks_verify_token.payments'));
});

test('a literal in the for_each of an action is refused as its client secret', () => {
  const stack = stackWithProvider();
  stack.addOverride('action.datadogwebhooks_verify_token.payments', {
    for_each: { a: { secret: 'hunter2' } },
    config: { client_secret_wo: '${each.value.secret}' },
  });

  expect(validationErrors(stack)).toStrictEqual([
    expect.stringMatching(
      /^\[stack\] clientSecret of datadogwebhooks_verify_token\.payments comes from forEach, whose values contain a/,
    ),
  ]);
});

test('a key of the provider is refused in the same ways, with the environment variables that set it', () => {
  const stack = stackWithProvider({ appKey: Fn.trimspace('hunter2') });
  stack.addOverride('provider.datadogwebhooks.0.api_key', 'hunter2');
  for (const dangerouslyAllowLiteralSecrets of [false, true]) {
    const alias = dangerouslyAllowLiteralSecrets ? 'test' : 'eu';
    new DatadogWebhooksProvider(stack, alias, {
      alias,
      bearerToken: 'hunter2',
      dangerouslyAllowLiteralSecrets,
    });
  }

  const message = (property: string, owner: string, reason: string, variables: string, id: string) =>
    `[stack] ${property} of stack/${owner} ${reason} Omit it and set ${variables} where Terraform runs, or write \`${property}: new EphemeralSecret(this, '${id}').stringValue\` and set TF_VAR_${id.replaceAll('-', '_')} where Terraform runs. If it gives access to nothing, you can set dangerouslyAllowLiteralSecrets.`;
  expect(validationErrors(stack)).toStrictEqual([
    message('apiKey', 'datadog', LITERAL, 'DD_API_KEY or DATADOG_API_KEY', 'datadog-api-key'),
    message('appKey', 'datadog', EXPRESSION, 'DD_APP_KEY or DATADOG_APP_KEY', 'datadog-app-key'),
    message('bearerToken', 'eu', LITERAL, 'DD_BEARER_TOKEN or DATADOG_BEARER_TOKEN', 'datadog-bearer-token'),
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
  newMethod({ clientSecret: sensitive(stack) as string }, stack);
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
  const stack = stackWithProvider({}, app);
  newMethod({ clientSecret: process.env.TF_VAR_payments_secret }, stack);
  newMethod({ name: 'refunds' }, stack, 'refunds');
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

test('a stack of a thousand auth methods is checked in the time of a few syntheses', () => {
  const stack = stackWithProvider();
  const clientSecret = ephemeral(stack);
  for (let index = 0; index < 1_000; index++)
    newMethod({ name: `a ${index}`, clientSecret }, stack, `a-${index}`);
  const time = (work: () => unknown) => {
    const start = process.cpuUsage().user;
    work();
    return process.cpuUsage(undefined).user - start;
  };
  const synthesis = time(() => Testing.synth(stack));

  expect(time(() => expect(validationErrors(stack)).toStrictEqual([]))).toBeLessThan(10 * synthesis);
});
