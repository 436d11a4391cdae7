import type { AuthMethod } from '../../lib/wire/answer';
import { listBody, readList } from '../../lib/wire/list';
import { methodOf, TAG } from '../helpers/auth-method';

const PAYMENTS = methodOf();
const BILLING = methodOf({ ...PAYMENTS.attributes, name: 'billing' }, '4f2c9f0e-6a55-4f0e-9c0a-0123456789ab');
const LIST = listBody([PAYMENTS, BILLING], true);

function entry({ id }: AuthMethod) {
  return {
    id,
    type: 'webhooks-auth-method',
    attributes: { protocol: 'oauth2-client-credentials' },
    relationships: { 'oauth2-client-credentials': { data: { id, type: TAG } } },
  };
}

test('the list is written as Datadog writes it, with the complete auth methods where they are included', () => {
  const data = [entry(PAYMENTS), entry(BILLING)];
  expect(listBody([PAYMENTS, BILLING], false)).toStrictEqual({ data });
  expect(listBody([PAYMENTS, BILLING], true)).toStrictEqual({
    data,
    included: [
      { id: PAYMENTS.id, type: TAG, attributes: PAYMENTS.attributes },
      { id: BILLING.id, type: TAG, attributes: BILLING.attributes },
    ],
  });
});

test('what is written is read as it was, and a list that includes nothing has no auth methods', () => {
  expect(readList(listBody([BILLING, PAYMENTS], true))).toStrictEqual({ value: [BILLING, PAYMENTS] });
  expect(readList({ data: [], included: null })).toStrictEqual({ value: [] });
});

test('what else the list includes, and entries of other protocols, are left alone', () => {
  const { data, included } = listBody([PAYMENTS], true);
  const strangers = [{ id: '7', type: 'webhooks-auth-method-basic', attributes: {} }, null, 'text', []];
  const others = [{ ...entry(BILLING), attributes: { protocol: 'basic' } }, { id: '7' }, null, 'text', []];
  const body = { data: [...others, ...data], included: [...strangers, ...(included ?? [])], meta: {} };
  expect(readList(body)).toStrictEqual({ value: [PAYMENTS] });
});

test('an entry refers to its auth method, whose id may be another, in capitals too', () => {
  const reference = { data: { id: PAYMENTS.id.toUpperCase(), type: TAG } };
  const data = [{ ...entry(PAYMENTS), id: '7', relationships: { 'oauth2-client-credentials': reference } }];

  const { included } = listBody([PAYMENTS], true);
  expect(readList({ data, included })).toStrictEqual({ value: [PAYMENTS] });
});

test.each([
  ['has no array "data"', undefined],
  ['has no array "data"', { data: {} }],
  ['has no array "included"', { data: [], included: {} }],
  [
    'has an auth method in "included" that has no UUID in "id"',
    { data: [], included: [{ ...PAYMENTS, type: TAG, id: '7' }] },
  ],
  ['has auth methods in "data" that "included" lacks', { ...LIST, included: LIST.included?.slice(1) }],
  ['has auth methods in "data" that "included" lacks', listBody([PAYMENTS, BILLING], false)],
  [
    'has auth methods in "data" that "included" lacks',
    { data: [{ ...entry(PAYMENTS), relationships: null }], included: [] },
  ],
])('a list that cannot be used %s', (problem, body) => {
  expect(readList(body)).toStrictEqual({ problem });
});
