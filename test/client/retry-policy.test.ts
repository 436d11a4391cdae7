import { verdict, type Fault, type Operation, type Verdict } from '../../lib/client/retry-policy';

const OPERATIONS: readonly Operation[] = ['read', 'list', 'delete', 'update', 'create'];
const status = (code: number): Fault => ({ kind: 'status', status: code });

/** What all but a POST do, and what a POST does. */
test.each<[string, Fault, Verdict, Verdict]>([
  ['nothing was sent', { kind: 'unsent', reason: 'connection' }, 'retry', 'retry'],
  ['a certificate that is not trusted', { kind: 'unsent', reason: 'certificate' }, 'retry', 'retry'],
  ['a server without TLS', { kind: 'unsent', reason: 'no-tls' }, 'fail', 'fail'],
  ['the rate limit', status(429), 'retry', 'retry'],
  ['an answer that is too large', { kind: 'too-large' }, 'fail', 'look-up'],
  ['no answer', { kind: 'unanswered', timeout: false }, 'retry', 'look-up'],
  ['no answer in time', { kind: 'unanswered', timeout: true }, 'retry', 'look-up'],
  ['408', status(408), 'retry', 'look-up'],
  ['500', status(500), 'retry', 'look-up'],
  ['501', status(501), 'retry', 'look-up'],
  ['502', status(502), 'retry', 'look-up'],
  ['503', status(503), 'retry', 'look-up'],
  ['504', status(504), 'retry', 'look-up'],
  ['520, which proxies invented', status(520), 'retry', 'look-up'],
  ['a body that is no JSON', { kind: 'garbled' }, 'retry', 'look-up'],
  ['a body that is not known', { kind: 'strange' }, 'fail', 'look-up'],
  ['another success', status(202), 'fail', 'look-up'],
  ['a redirect', status(302), 'fail', 'fail'],
  ['400', status(400), 'fail', 'fail'],
  ['401', status(401), 'fail', 'fail'],
  ['403', status(403), 'fail', 'fail'],
  ['404', status(404), 'fail', 'fail'],
  ['409', status(409), 'fail', 'fail'],
  ['422', status(422), 'fail', 'fail'],
  ['an interrupt', { kind: 'interrupted' }, 'fail', 'fail'],
])('after %s', (_, fault, others, post) => {
  expect(OPERATIONS.map((operation) => verdict(operation, fault))).toStrictEqual([
    others,
    others,
    others,
    others,
    post,
  ]);
});

test('a POST is repeated for a fault that proves that nothing was made, and for no other', () => {
  const faults: Fault[] = [
    { kind: 'unsent', reason: 'connection' },
    { kind: 'too-large' },
    { kind: 'unanswered', timeout: true },
    { kind: 'unanswered', timeout: false },
    { kind: 'garbled' },
    { kind: 'strange' },
    { kind: 'interrupted' },
    ...Array.from({ length: 500 }, (_, code) => status(100 + code)),
  ];

  expect(faults.filter((fault) => verdict('create', fault) === 'retry')).toStrictEqual([
    { kind: 'unsent', reason: 'connection' },
    status(429),
  ]);
});
