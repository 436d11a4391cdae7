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

test('a secret of a resource that changes in the same deploy may be sent', () => {
  const source = entry({ after_unknown: { output: true } }, { type: 'terraform_data', name: 'secret' });
  const expressions = {
    client_secret_wo: { references: ['terraform_data.secret.output', 'terraform_data.secret'] },
  };
  const content = plan({
    resource_changes: [update({}, {}, { after_unknown: { client_secret_revision: true } }), source],
    configuration: { root_module: configured(expressions) },
  });
  expect(only(content).requests).toStrictEqual(patch({ client_secret: '***' }, 'client_secret'));
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
