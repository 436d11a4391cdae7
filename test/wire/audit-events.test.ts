import fc from '../helpers/random';
import {
  auditBody,
  auditEvent,
  auditRequest,
  readAuditPage,
  readAuditSearch,
  type RecordedChange,
} from '../../lib/wire/audit-events';

const ID = '9e9c7e3e-e872-45b9-ad57-df0e745c432e';
const OTHER = '0b1c2d3e-e872-45b9-ad57-df0e745c432e';
const PATH = `/api/v2/integration/webhooks/configuration/auth-method/oauth2-client-credentials/${ID}`;
const AT = '2026-11-24T17:02:11.000Z';

const CHANGE: RecordedChange = {
  id: 'AUDIT-1',
  at: Date.parse(AT),
  action: 'modified',
  email: 'jane@example.com',
  authMethod: 'API + App Key',
  userAgent: 'curl/8.5.0',
  method: 'PATCH',
  path: PATH,
  asset: { id: ID, name: 'payments' },
  values: [{ scope: 'read' }, { scope: 'admin' }],
};

/** The attributes of an event, in the envelope. */
const event = (attributes: object, timestamp: unknown = AT) => ({
  type: 'audit',
  attributes: { timestamp, attributes },
});
const read = (...events: unknown[]) => readAuditPage(auditBody(events), [ID]);
const one = (attributes: object, timestamp?: unknown) => {
  const page = read(event(attributes, timestamp));
  return 'value' in page ? (page.value.changes[0] ?? page.value) : page;
};

describe('a search', () => {
  test.each([
    { ids: [ID, OTHER], from: Date.parse(AT), limit: 200 },
    { ids: [], from: 0, limit: 1 },
  ])('is read as it was written: %j', (search) => {
    const [path, query = ''] = auditRequest(search).split('?');
    expect(path).toBe('/api/v2/audit/events');
    expect(readAuditSearch(query)).toStrictEqual({ value: search });
  });

  test('asks for the ids of auth methods, as asset and at the end of a path', () => {
    const query = new URLSearchParams(auditRequest({ ids: [ID, OTHER], from: 0, limit: 5 }).split('?')[1]);
    expect(Object.fromEntries(query)).toStrictEqual({
      'filter[query]': `@asset.id:(${ID} OR ${OTHER}) OR @http.url_details.path:(*${ID} OR *${OTHER})`,
      'filter[from]': '1970-01-01T00:00:00.000Z',
      sort: '-timestamp',
      'page[limit]': '5',
    });
  });

  const search = auditRequest({ ids: [ID], from: Date.parse(AT) }).split('?')[1] as string;
  test.each([
    ['no time', ''],
    ['a wrong time', search.replace(/2026[^&]*/, 'never')],
    ['another order', search.replace('-timestamp', 'timestamp')],
    ['too large a page', search.replace('1000', '1001')],
    ['another query', search.replace(ID, OTHER)],
    ['another page', `${search}&page[cursor]=x`],
  ])('with %s is not supported', (_, query) => {
    expect(readAuditSearch(query)).toStrictEqual({ problem: 'is not a search that the emulator supports' });
  });
});

test('the event of a change is read, without its values', () => {
  expect(read(auditEvent(CHANGE))).toStrictEqual({
    value: {
      changes: [{ id: ID, kind: 'changed', at: AT, by: 'jane@example.com', via: 'api', program: 'curl' }],
      isComplete: true,
    },
  });
});

describe('an event is read as far as it is known:', () => {
  const asset = { id: ID.toUpperCase() };
  const changed = { id: ID, kind: 'changed', at: AT };
  const [byMethod, byPath] = [{ method: 'DELETE' }, { url_details: { path: PATH } }];
  const support = { evt: { actor: { type: 'SUPPORT_USER' } }, auth_method: 'session_cookie' };
  test.each<[string, object, object]>([
    ['the least', {}, {}],
    ['a path for an id', { asset: undefined, http: byPath }, {}],
    ['a creation', { action: 'created' }, { kind: 'created' }],
    ['a request', { action: 'accessed', http: byMethod }, { kind: 'deleted' }],
    ['a name', { usr: { email: ' ', name: 'Jane' } }, { by: 'Jane' }],
    ['a number of a user', { usr: { id: 7 } }, { by: '7' }],
    ['a session', { auth_method: 'session_cookie' }, { via: 'web' }],
    ['a browser', { http: { useragent: 'Mozilla/5.0 (X)' } }, { via: 'web' }],
    ['a program of a strange name', { auth_method: 'API Key', http: { useragent: '<b>/1' } }, { via: 'api' }],
    ["Datadog's support", support, { via: 'support' }],
  ])('%s', (_, attributes, expected) => {
    expect(one({ action: 'modified', asset, ...attributes })).toStrictEqual({ ...changed, ...expected });
  });

  test('a time in milliseconds', () => {
    expect(one({ action: 'modified', asset }, Date.parse(AT))).toStrictEqual(changed);
  });
});

test.each([
  ['a read', { action: 'accessed', asset: { id: ID } }],
  ['a GET', { http: { method: 'GET', url_details: { path: PATH } } }],
  [
    'a refused request',
    { action: 'accessed', http: { method: 'PATCH', status_code: 403, url_details: { path: PATH } } },
  ],
  ['a failure', { action: 'modified', status: 'error', asset: { id: ID } }],
])('%s is no change, and not of an unknown form', (_, attributes) => {
  expect(one(attributes)).toStrictEqual({ changes: [], isComplete: true });
});

test.each([
  ['nothing', null],
  ['a text', 'audit'],
  ['no attributes', { type: 'audit' }],
  ['no time', { attributes: { attributes: { action: 'modified', asset: { id: ID } } } }],
  ['another id', event({ action: 'modified', asset: { id: OTHER } })],
  ['no id', event({ action: 'modified', asset: ID })],
  ['an unknown action', event({ action: 'frobnicated', asset: { id: ID } })],
  ['the name of a member of every object', event({ action: 'toString', asset: { id: ID } })],
])('an event that is or has %s is of an unknown form', (_, strange) => {
  expect(read(strange)).toStrictEqual({ value: { changes: [], isComplete: false } });
});

test.each([
  [true, undefined],
  [true, { status: 'done', page: {} }],
  [true, { page: { after: '' } }],
  [false, { page: { after: 'x' } }],
  [false, { status: 'timeout' }],
])('whether a page is complete: %j for %j', (isComplete, meta) => {
  expect(readAuditPage({ data: [], meta }, [ID])).toStrictEqual({ value: { changes: [], isComplete } });
});

test('no body makes it fail', () => {
  const attributes = fc.dictionary(
    fc.constantFrom('action', 'asset', 'http', 'usr', 'evt', 'status', 'auth_method'),
    fc.oneof(fc.jsonValue(), fc.constant({ id: ID, method: 'PATCH' })),
  );
  fc.assert(
    fc.property(fc.jsonValue(), fc.array(attributes), fc.jsonValue(), (body, all, timestamp) => {
      readAuditPage(body, [ID]);
      expect(read(...all.map((one) => event(one, timestamp)))).toHaveProperty('value');
    }),
  );
});
