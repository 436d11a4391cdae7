import { configured, entry, ID, notesOf, only, plan, state, update } from './plans';

const COLLECTION = '/api/v2/integration/webhooks/configuration/auth-method/oauth2-client-credentials';
const TYPE = 'webhooks-auth-method-oauth2-client-credentials';
const WEBHOOKS =
  "Datadog's API does not show which webhooks use it. " +
  'Before you deploy, check the webhooks in Datadog (Integrations > Webhooks).';
const ALL = {
  name: 'payments',
  access_token_url: 'https://login.example.com/token',
  client_id: 'payments-webhooks',
  scope: 'read',
  client_secret: '***',
};

const changes = (...entries: object[]) => plan({ resource_changes: entries });
const patch = (attributes: object, late?: string) => [
  {
    method: 'PATCH',
    path: `${COLLECTION}/${ID}`,
    body: { data: { type: TYPE, attributes } },
    settled: late === undefined,
    ...(late === undefined
      ? {}
      : {
          reason: `Not final: ${late} will be known after apply. What turns out equal is omitted, and an empty PATCH is not sent.`,
        }),
  },
];
const post = (attributes: object) => ({
  method: 'POST',
  path: COLLECTION,
  body: { data: { type: TYPE, attributes } },
  settled: true,
});
const deletion = { method: 'DELETE', path: `${COLLECTION}/${ID}`, settled: true };

test('an update of what Datadog does not know sends nothing, and records it', () => {
  const method = only(changes(update({}, { verify_token: true, client_secret_wo_version: 3 })));
  expect([method.outcome, method.requests]).toStrictEqual(['record', []]);
});

test('a secret whose version only the apply tells may be sent', () => {
  const after_unknown = { client_secret_revision: true, client_secret_wo_version: true };
  const method = only(changes(update({}, {}, { after_unknown })));
  expect(method.requests).toStrictEqual(patch({ client_secret: '***' }, 'client_secret'));
  expect(method.attributes[3]).toMatchObject({ attribute: 'client_secret_wo', verdict: 'unknown' });
});

describe('a secret that changed', () => {
  const SOURCE = ['terraform_data.secret.output', 'terraform_data.secret'];
  const source = (after_unknown: object) =>
    entry({ after_unknown }, { type: 'terraform_data', name: 'secret' });
  const secretFrom = (...references: string[]) => configured({ client_secret_wo: { references } });
  const inModule = (...references: string[]) => ({
    module_calls: {
      m: { expressions: { inner: { references } }, module: secretFrom('var.inner["a"]', 'var.inner') },
    },
  });
  const requests = (root_module: object, over = {}, output: object = { output: true }) => {
    const after_unknown = { client_secret_revision: true };
    const resource_changes = [update({}, {}, { after_unknown }, over), source(output)];
    return only(plan({ resource_changes, configuration: { root_module } })).requests;
  };
  const IN_MODULE = { address: 'module.m["a"].x.payments', module_address: 'module.m["a"]' };

  test.each([
    ['a resource that changes in the same deploy', secretFrom(...SOURCE), {}],
    ['a local value, which no plan shows', secretFrom('local.secret'), {}],
    ['an output of a module', secretFrom('module.n.secret', 'module.n'), {}],
    ["a module's variable from such a resource", inModule(...SOURCE), IN_MODULE],
    ["a module's variable from a local value", inModule('local.secret'), IN_MODULE],
  ])('may be sent if it is from %s', (_what, root, over) => {
    expect(requests(root, over)).toMatchObject([{ settled: false }]);
  });

  test.each([
    ['a variable', secretFrom('var.secret'), {}],
    ['a variable by the key of the instance', secretFrom('var.secrets', 'each.key'), {}],
    ['an ephemeral resource', secretFrom('ephemeral.vault.x.value', 'ephemeral.vault.x'), {}],
    ["a module's variable from a variable", inModule('var.secret'), IN_MODULE],
    [
      "a module's variable without a value",
      { module_calls: { m: { module: secretFrom('var.x') } } },
      IN_MODULE,
    ],
  ])('is sent if it is from %s', (_what, root, over) => {
    expect(requests(root, over)).toMatchObject([{ settled: true }]);
  });

  test('is sent if it is from a resource without unknown values', () => {
    expect(requests(secretFrom(...SOURCE), {}, {})).toStrictEqual(patch({ client_secret: '***' }));
  });
});

test('a replacement deletes and creates in the order of the plan', () => {
  const replaced = (actions: string[], after = {}) =>
    only(changes(entry({ actions, after: state({ id: undefined, ...after }), after_unknown: { id: true } })));
  const clash = [
    'The deploy creates the new one while Datadog has the old one. ' +
      'Datadog refuses a second auth method of the same name with 409. ' +
      'Change the name too, or let the deploy delete the old one first.',
  ];

  const deleteFirst = replaced(['delete', 'create']);
  expect([deleteFirst.requests, notesOf(deleteFirst)]).toStrictEqual([[deletion, post(ALL)], [WEBHOOKS]]);
  const createFirst = replaced(['create', 'delete']);
  expect([createFirst.requests, notesOf(createFirst)]).toStrictEqual([
    [post(ALL), deletion],
    [WEBHOOKS, ...clash],
  ]);
  const renamed = replaced(['create', 'delete'], { name: 'other' });
  expect([renamed.requests, notesOf(renamed)]).toStrictEqual([
    [post({ ...ALL, name: 'other' }), deletion],
    [WEBHOOKS],
  ]);
});

test.each([
  ['one changed that a token is asked with', { scope: 'x', verify_token: true }, {}, 'asks'],
  ['the name alone changed', { name: 'x', verify_token: true }, {}, undefined],
  ['nothing is to be verified', { scope: 'x' }, {}, undefined],
  ['the secret is sent', { verify_token: true }, { client_secret_revision: true }, 'asks'],
  ['only the apply tells', { scope: 'x' }, { verify_token: true }, 'may ask'],
  ['what changes only the apply tells', { verify_token: true }, { client_id: true }, 'asks'],
])('the token endpoint is named where it is asked first: %s', (_when, after, after_unknown, asked) => {
  expect(notesOf(only(changes(update({}, after, { after_unknown }))))).toStrictEqual(
    asked
      ? [
          `The deploy ${asked} the token endpoint for a token first (verify_token). Without a token, it sends nothing.`,
        ]
      : [],
  );
});
