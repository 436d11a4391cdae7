import { faultOf, verdict, type Fault, type Operation, type Verdict } from '../../lib/client/retry-policy';

const OPERATIONS: readonly Operation[] = ['read', 'list', 'delete', 'update', 'create'];
const status = (code: number): Fault => ({ kind: 'status', status: code });

/** What all but a POST do, and what a POST does. */
test.each<[string, Fault, Verdict, Verdict]>([
  ['nothing was sent', { kind: 'unsent' }, 'repeat', 'repeat'],
  ['the rate limit', status(429), 'repeat', 'repeat'],
  ['no answer', { kind: 'unanswered', timeout: false }, 'repeat', 'look'],
  ['no answer in time', { kind: 'unanswered', timeout: true }, 'repeat', 'look'],
  ['408', status(408), 'repeat', 'look'],
  ['500', status(500), 'repeat', 'look'],
  ['501', status(501), 'repeat', 'look'],
  ['502', status(502), 'repeat', 'look'],
  ['503', status(503), 'repeat', 'look'],
  ['504', status(504), 'repeat', 'look'],
  ['520, which proxies invented', status(520), 'repeat', 'look'],
  ['a body that is no JSON', { kind: 'garbled' }, 'repeat', 'look'],
  ['a body that is not known', { kind: 'strange' }, 'fail', 'look'],
  ['another success', status(202), 'fail', 'look'],
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
    { kind: 'unsent' },
    { kind: 'unanswered', timeout: true },
    { kind: 'unanswered', timeout: false },
    { kind: 'garbled' },
    { kind: 'strange' },
    { kind: 'interrupted' },
    ...Array.from({ length: 500 }, (_, code) => status(100 + code)),
  ];

  expect(faults.filter((fault) => verdict('create', fault) === 'repeat')).toStrictEqual([
    { kind: 'unsent' },
    status(429),
  ]);
});

const failed = (properties: object) => Object.assign(new Error('failed'), properties);

test.each<[string, unknown, Fault]>([
  ['a refused connection', failed({ code: 'ECONNREFUSED', syscall: 'connect' }), { kind: 'unsent' }],
  [
    'an address that cannot be reached',
    failed({ code: 'EHOSTUNREACH', syscall: 'connect' }),
    { kind: 'unsent' },
  ],
  ['a connection that is never made', failed({ code: 'ETIMEDOUT', syscall: 'connect' }), { kind: 'unsent' }],
  ['an unknown host', failed({ code: 'ENOTFOUND', syscall: 'getaddrinfo' }), { kind: 'unsent' }],
  [
    'a name server that does not answer',
    failed({ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }),
    { kind: 'unsent' },
  ],
  [
    'a refusal by all addresses of a host',
    failed({
      code: 'ECONNREFUSED',
      errors: [failed({ syscall: 'connect' }), failed({ syscall: 'connect' })],
    }),
    { kind: 'unsent' },
  ],
  [
    'what the HTTP client wraps',
    failed({ code: 'X', cause: failed({ syscall: 'connect' }) }),
    { kind: 'unsent' },
  ],
  ['a certificate of another host', failed({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }), { kind: 'unsent' }],
  ['a certificate that is over', failed({ code: 'CERT_HAS_EXPIRED' }), { kind: 'unsent' }],
  ['a certificate of ones own', failed({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }), { kind: 'unsent' }],
  ['an unknown issuer', failed({ code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }), { kind: 'unsent' }],
  ['a reset', failed({ code: 'ECONNRESET', syscall: 'read' }), { kind: 'unanswered', timeout: false }],
  ['a broken pipe', failed({ code: 'EPIPE', syscall: 'write' }), { kind: 'unanswered', timeout: false }],
  [
    'a TLS fault, which can come late',
    failed({ code: 'EPROTO', syscall: 'write' }),
    { kind: 'unanswered', timeout: false },
  ],
  [
    'words that are no HTTP',
    failed({ code: 'HPE_INVALID_CONSTANT' }),
    { kind: 'unanswered', timeout: false },
  ],
  ['the end of its time', new DOMException('', 'TimeoutError'), { kind: 'unanswered', timeout: true }],
  ['an interrupt', new DOMException('', 'AbortError'), { kind: 'interrupted' }],
  ['too much', new Error('maxContentLength size of 10 exceeded'), { kind: 'strange' }],
])('%s is classified by what is certain', (_, cause, fault) => {
  expect(faultOf(cause)).toStrictEqual(fault);
});
