import { adviceFor, type CallerAdvice } from '../../lib/client/advice';
import { DatadogError, type History } from '../../lib/client/errors';
import type { Fault, Operation } from '../../lib/client/retry-policy';

const address = 'The address is X.';
const failure = (operation: Operation, fault: Fault, history: Partial<History> = {}) =>
  new DatadogError({ operation, request: 'GET /', address }, fault, {}, history);
const status = (code: number, ...errors: string[]): Fault => ({ kind: 'status', status: code, errors });
const unsent = (reason: 'connection' | 'no-tls'): Fault => ({ kind: 'unsent', reason, problem: '' });
const unanswered = (isTimeout: boolean): Fault => ({ kind: 'unanswered', isTimeout, problem: '' });
const unusable = (kind: 'strange' | 'too-large' | 'interrupted'): Fault => ({ kind, problem: '' });

const NETWORK = `${address} Check the address, the network and the proxy (HTTPS_PROXY, NO_PROXY), and run it again.`;
const FORMAT = `The answer was not used. ${address} Check the address, and the proxy in between. If they are right, Datadog changed its API: look for a newer version of this package.`;

test.each<[string, Operation, Fault, string]>([
  [
    '401',
    'list',
    status(401),
    `Datadog does not accept these credentials. ${address} Check that DD_API_KEY and DD_APP_KEY (or DD_BEARER_TOKEN) are right and belong to this site.`,
  ],
  [
    '403 to a read',
    'read',
    status(403),
    `Either the keys are not valid for this site, or the application key lacks the permission integrations_read. ${address} Check the site, then grant the permission under Organization Settings > Roles, or add it to the application key's scopes.`,
  ],
  [
    '404 without an error',
    'update',
    status(404),
    `There is no such API at this address. ${address} Check the address, and its path if it has one.`,
  ],
  [
    '404 about the auth method',
    'update',
    { kind: 'status', status: 404, errors: ['no'], isAbsent: true },
    `The auth method does not exist (any more). ${address}`,
  ],
  [
    '409',
    'create',
    status(409, 'no'),
    'An auth method of this name already exists, and names must be unique. Choose another name.',
  ],
  [
    '429',
    'list',
    status(429),
    'The rate limit was still exhausted after the last retry. Wait a minute and run it again.',
  ],
  ['503', 'list', status(503), 'Datadog, or a proxy in between, is in trouble. Run it again later.'],
  [
    '302',
    'list',
    status(302),
    `Redirects are not followed, because they would send the keys to another host. ${address} Check the address.`,
  ],
  ['400', 'list', status(400, 'no'), 'Correct what Datadog names, and run it again.'],
  [
    '400 without an error',
    'list',
    status(400),
    `The answer does not look like Datadog's. ${address} Check the address, and the proxy in between.`,
  ],
  ['another form', 'list', unusable('strange'), FORMAT],
  ['a large answer', 'list', unusable('too-large'), FORMAT],
  ['no connection', 'list', unsent('connection'), `Nothing reached Datadog. ${NETWORK}`],
  [
    'no TLS',
    'list',
    unsent('no-tls'),
    `Nothing reached Datadog. ${address} Begin the address with http:// if this is the right server.`,
  ],
  ['no answer', 'read', unanswered(false), NETWORK],
  ['no answer in time', 'read', unanswered(true), NETWORK],
  ['an interrupt', 'read', unusable('interrupted'), 'Nothing was changed.'],
])('%s: the advice holds for every caller', (_, operation, fault, advice) => {
  expect(adviceFor(failure(operation, fault))).toBe(advice);
});

describe('a write without an answer', () => {
  const effect = { create: 'C.', update: 'U.', delete: 'D.' };

  test.each<[Operation, string]>([
    ['create', 'It is unknown whether Datadog created the auth method. C.'],
    ['update', 'It is unknown whether Datadog changed the auth method. U.'],
    ['delete', 'It is unknown whether Datadog deleted the auth method. D.'],
  ])('%s: the advice begins with what is unknown', (operation, unknown) => {
    expect(adviceFor(failure(operation, unusable('interrupted')), { effect })).toBe(unknown);
  });

  test('stays unknown if a later attempt was refused, or did not reach Datadog', () => {
    const unknown = 'It is unknown whether Datadog changed the auth method.';
    const history = { attempts: 2, unanswered: true };

    expect(adviceFor(failure('update', status(400, 'no'), history))).toBe(
      `${unknown} Correct what Datadog names, and run it again.`,
    );
    expect(adviceFor(failure('update', unsent('connection'), history))).toBe(`${unknown} ${NETWORK}`);
  });
});

test('a caller adds what only it knows', () => {
  const caller: CallerAdvice = { rateLimited: 'R.', absent: 'A.', timedOut: 'T.' };
  const absent: Fault = { kind: 'status', status: 404, errors: ['no'], isAbsent: true };
  const faults = [status(429), absent, unanswered(true), unanswered(false)];

  expect(faults.map((fault) => adviceFor(failure('read', fault), caller))).toStrictEqual([
    'The rate limit was still exhausted after the last retry. R.',
    `The auth method does not exist (any more). ${address} A.`,
    `${NETWORK} T.`,
    NETWORK,
  ]);
});
