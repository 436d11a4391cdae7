import { answerBody, readAnswer } from '../../lib/wire/answer';
import { ID, methodOf, PAYMENTS, TAG } from '../helpers/auth-method';

const METHOD = methodOf({ ...PAYMENTS, audience: null });
const BODY = { data: { id: ID, type: TAG, attributes: METHOD.attributes } };

function bodyWith(attributes: object, data: object = {}): unknown {
  return { data: { ...BODY.data, ...data, attributes: { ...METHOD.attributes, ...attributes } } };
}

test('an answer is written as Datadog writes it, and read as it was written', () => {
  expect(answerBody(METHOD)).toStrictEqual(BODY);
  expect(readAnswer(BODY)).toStrictEqual({ value: METHOD });
});

test.each([
  ['an omitted audience or scope is null', { audience: undefined, scope: undefined }, { scope: null }],
  ['an empty audience or scope is null', { audience: '', scope: '' }, { scope: null }],
  ['another empty text stays', { client_id: '' }, { client_id: '' }],
  ['half a surrogate pair is as UTF-8 has it', { name: 'a\ud800b' }, { name: 'a\ufffdb' }],
])('%s', (_, answered, read) => {
  const value = { id: ID, attributes: { ...METHOD.attributes, ...read } };
  expect(readAnswer(bodyWith(answered))).toStrictEqual({ value });
});

test('what we do not know in an answer is left alone', () => {
  const body = { ...(bodyWith({ color: 'red' }, { links: {} }) as object), meta: {} };
  expect(readAnswer(body)).toStrictEqual({ value: METHOD });
});

test.each([
  ['is not a JSON object', undefined],
  ['contains no auth method', { data: [BODY.data] }],
  ['contains no auth method', { data: { id: ID, type: TAG } }],
  [`has the type "webhooks-auth-method", not ${TAG}`, bodyWith({}, { type: 'webhooks-auth-method' })],
  ['has no UUID in "id"', bodyWith({}, { id: 7 })],
  ['has no UUID in "id"', bodyWith({}, { id: 'payments' })],
  ['has no string in "name"', bodyWith({ name: null })],
  ['has no string in "scope"', bodyWith({ scope: ['read'] })],
  ['has the protocol "basic", which this version does not know', bodyWith({ protocol: 'basic' })],
])('an answer that cannot be used %s', (problem, body) => {
  expect(readAnswer(body)).toStrictEqual({ problem });
});
