import { adviceFor, type CallerAdvice } from '../../lib/client/advice';
import { DatadogError, meaningOf, type FailureDetails, type Meaning } from '../../lib/client/errors';
import type { Fault, Operation } from '../../lib/client/retry-policy';

const address = 'The address is X.';
const failure = (operation: Operation, fault: Fault, details: FailureDetails = {}) =>
  new DatadogError({ operation, request: 'GET /', address }, fault, details);
const status = (code: number, ...errors: string[]): Fault => ({ kind: 'status', status: code, errors });
const UNSENT: Fault = { kind: 'unsent', problem: '' };
const unanswered = (isTimeout: boolean): Fault => ({ kind: 'unanswered', isTimeout, problem: '' });
const INTERRUPT: Fault = { kind: 'interrupted', problem: '' };

const FAULTS: Record<Meaning, Fault> = {
  'bad-credentials': status(401),
  'no-permission': status(403),
  absent: { kind: 'status', status: 404, errors: ['no'], isAbsent: true },
  'wrong-address': status(404),
  'name-in-use': status(409, 'no'),
  'rate-limited': status(429),
  outage: status(503),
  redirected: status(302),
  refused: status(400, 'no'),
  foreign: status(400),
  unreadable: { kind: 'strange', problem: '' },
  'no-answer': unanswered(false),
  'timed-out': unanswered(true),
  'no-login': { kind: 'no-login', problem: '', next: 'Log in.' },
  interrupted: INTERRUPT,
};
const meanings = Object.keys(FAULTS) as Meaning[];
const adviceOf = (operation: Operation, caller?: CallerAdvice) =>
  Object.fromEntries(
    meanings.map((meaning) => [meaning, adviceFor(failure(operation, FAULTS[meaning]), caller)]),
  );

const NETWORK = `${address} Check the address, the network and the proxy (HTTPS_PROXY, NO_PROXY), and run it again.`;

test('each fault has its meaning', () => {
  expect(meanings.map((meaning) => meaningOf(failure('read', FAULTS[meaning])))).toStrictEqual(meanings);
  for (const fault of [status(408), status(500)]) expect(meaningOf(failure('read', fault))).toBe('outage');
  expect(meaningOf(failure('read', UNSENT))).toBe('no-answer');
  expect(meaningOf(failure('read', { kind: 'garbled', problem: '' }))).toBe('unreadable');
});

test('each meaning has advice that holds for every caller', () => {
  expect(adviceOf('read')).toStrictEqual({
    'bad-credentials': `Datadog does not accept these credentials. ${address} Check that DD_API_KEY and DD_APP_KEY (or DD_BEARER_TOKEN) are right and belong to this site.`,
    'no-permission': `Either the keys are not valid for this site, or the application key lacks the permission integrations_read. ${address} Check the site, then grant the permission under Organization Settings > Roles, or add it to the application key's scopes.`,
    absent: `The auth method does not exist (any more). ${address}`,
    'wrong-address': `There is no such API at this address. ${address} Check the address, and its path if it has one.`,
    'name-in-use':
      'An auth method of this name already exists, and names must be unique. Choose another name.',
    'rate-limited':
      'The rate limit was still exhausted after the last retry. Wait a minute and run it again.',
    outage: 'Datadog, or a proxy in between, is in trouble. Run it again later.',
    redirected: `Redirects are not followed, because they would send the keys to another host. ${address} Check the address.`,
    refused: 'Correct what Datadog names, and run it again.',
    foreign: `The answer does not look like Datadog's. ${address} Check the address, and the proxy in between.`,
    unreadable: `The answer was not used. ${address} Check the address, and the proxy in between. If they are right, Datadog changed its API: look for a newer version of this package.`,
    'no-answer': NETWORK,
    'timed-out': NETWORK,
    'no-login': 'Log in.',
    interrupted: 'Nothing was changed.',
  });
  expect(adviceOf('delete')['no-permission']).toContain('the permission manage_integrations. ');
  expect(adviceFor(failure('read', UNSENT))).toBe(`Nothing reached Datadog. ${NETWORK}`);
});

test('a caller adds what only it knows', () => {
  const more = { 'rate-limited': 'R.', 'timed-out': 'T.' };

  expect(adviceOf('read', { more })).toStrictEqual({
    ...adviceOf('read'),
    'rate-limited': `${adviceOf('read')['rate-limited']} R.`,
    'timed-out': `${NETWORK} T.`,
  });
});

describe('a write without an answer', () => {
  const effect = { create: 'C.', update: 'U.', delete: 'D.' };

  test.each<[Operation, string]>([
    ['create', 'It is unknown whether Datadog created the auth method. C.'],
    ['update', 'It is unknown whether Datadog changed the auth method. U.'],
    ['delete', 'It is unknown whether Datadog deleted the auth method. D.'],
  ])('%s: the advice begins with what is unknown', (operation, unknown) => {
    expect(adviceFor(failure(operation, INTERRUPT), { effect })).toBe(unknown);
  });

  test('stays unknown if a later attempt was refused, or did not reach Datadog', () => {
    const unknown = 'It is unknown whether Datadog changed the auth method.';
    const history = { attempts: 2, unanswered: true };

    expect(adviceFor(failure('update', status(400, 'no'), history))).toBe(
      `${unknown} Correct what Datadog names, and run it again.`,
    );
    expect(adviceFor(failure('update', UNSENT, history))).toBe(`${unknown} ${NETWORK}`);
  });
});
