import { isRepeatable, mayHaveEffect, type Fault, type Operation } from '../../lib/client/retry-policy';

const OPERATIONS: readonly Operation[] = ['read', 'list', 'delete', 'update', 'create'];
const status = (code: number): Fault => ({ kind: 'status', status: code, errors: [] });
const unsent = (reason: 'connection' | 'certificate' | 'no-tls'): Fault => ({
  kind: 'unsent',
  reason,
  problem: '',
});
const unanswered = (isTimeout: boolean): Fault => ({ kind: 'unanswered', isTimeout, problem: '' });
const unusable = (kind: 'garbled' | 'strange' | 'too-large' | 'interrupted'): Fault => ({
  kind,
  problem: '',
});

/** What is done: all operations repeat it, all but a POST, or none; and whether it may have taken effect. */
test.each<[string, Fault, 'all' | 'others' | 'none', boolean]>([
  ['nothing was sent', unsent('connection'), 'all', false],
  ['a certificate that is not trusted', unsent('certificate'), 'all', false],
  ['a server without TLS', unsent('no-tls'), 'none', false],
  ['the rate limit', status(429), 'all', false],
  ['an answer that is too large', unusable('too-large'), 'none', true],
  ['no answer', unanswered(false), 'others', true],
  ['no answer in time', unanswered(true), 'others', true],
  ['408', status(408), 'others', true],
  ['500', status(500), 'others', true],
  ['501', status(501), 'others', true],
  ['503', status(503), 'others', true],
  ['520, which proxies invented', status(520), 'others', true],
  ['a body that is no JSON', unusable('garbled'), 'others', true],
  ['a body that is not known', unusable('strange'), 'none', true],
  ['another success', status(202), 'none', true],
  ['a redirect', status(302), 'none', false],
  ['400', status(400), 'none', false],
  ['401', status(401), 'none', false],
  ['403', status(403), 'none', false],
  ['404', status(404), 'none', false],
  ['409', status(409), 'none', false],
  ['422', status(422), 'none', false],
  ['an interrupt', unusable('interrupted'), 'none', true],
])('after %s', (_, fault, repeating, effect) => {
  expect(OPERATIONS.filter((operation) => isRepeatable(operation, fault))).toStrictEqual(
    { all: OPERATIONS, others: OPERATIONS.slice(0, -1), none: [] }[repeating],
  );
  expect(mayHaveEffect(fault)).toBe(effect);
});

test('a POST is repeated for a fault that proves that nothing was created, and for no other', () => {
  const faults: Fault[] = [
    unsent('connection'),
    unanswered(true),
    unanswered(false),
    ...(['too-large', 'garbled', 'strange', 'interrupted'] as const).map(unusable),
    ...Array.from({ length: 500 }, (_, code) => status(100 + code)),
  ];

  expect(faults.filter((fault) => isRepeatable('create', fault))).toStrictEqual([
    unsent('connection'),
    status(429),
  ]);
});
