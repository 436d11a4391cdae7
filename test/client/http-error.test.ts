import { interruption, networkError, timeout, tooLarge } from '../../lib/client/http-error';

const failed = (code: string, syscall?: string) => Object.assign(new Error('failed'), { code, syscall });
const CONNECTION = { kind: 'unsent', reason: 'connection' };
const CERTIFICATE = { kind: 'unsent', reason: 'certificate' };
const UNANSWERED = { kind: 'unanswered', isTimeout: false };

test.each([
  ['a refused connection', failed('ECONNREFUSED', 'connect'), CONNECTION],
  ['an unknown host', failed('ENOTFOUND', 'getaddrinfo'), CONNECTION],
  ['the cause of an error', Object.assign(failed('X'), { cause: failed('Y', 'connect') }), CONNECTION],
  ['a certificate of another host', failed('ERR_TLS_CERT_ALTNAME_INVALID'), CERTIFICATE],
  ['an expired certificate', failed('CERT_HAS_EXPIRED'), CERTIFICATE],
  ['a self-signed certificate', failed('DEPTH_ZERO_SELF_SIGNED_CERT'), CERTIFICATE],
  ['an unknown issuer', failed('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), CERTIFICATE],
  ['a reset', failed('ECONNRESET', 'read'), UNANSWERED],
  ['a TLS fault, which can come late', failed('EPROTO', 'write'), UNANSWERED],
])('%s: what is certain, with its code', (_, cause, fault) => {
  expect(networkError(cause)).toMatchObject({ fault, message: `failed (${cause.code})` });
});

test.each([
  ['no error', 'odd', UNANSWERED, 'odd'],
  ['a timeout', timeout(2_500), { kind: 'unanswered', isTimeout: true }, 'it took longer than 2.5 s'],
  ['an interrupt', interruption(undefined), { kind: 'interrupted' }, 'it was interrupted'],
  ['an answer of MB', tooLarge(16 * 1024 * 1024), { kind: 'too-large' }, 'is larger than 16 MiB'],
  ['an answer of KB', tooLarge(256 * 1024), { kind: 'too-large' }, 'is larger than 256 KiB'],
])('%s: what is certain, in words', (_, cause, fault, problem) => {
  expect(networkError(cause)).toMatchObject({ fault: { ...fault, problem }, message: problem });
});

test.each([
  [
    'plain text',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    '0A00010B:SSL routines:ssl3_get_record:wrong version number:',
  ],
  ['a certificate', 'CERT_HAS_EXPIRED', 'certificate has expired'],
])(
  '%s that fails an encrypted connection proves nothing: the request may have been sent',
  (_, code, text) => {
    const socket = { secureConnecting: true };
    const failure = Object.assign(new Error(text), { code, request: { socket } });
    expect(networkError(failure)).toMatchObject({ fault: { kind: 'unsent' } });
    socket.secureConnecting = false;

    expect(networkError(failure)).toMatchObject({ fault: UNANSWERED });
  },
);

test.each([
  ['all addresses of a host is no connection', 'connect', CONNECTION],
  ['only some of them may be an answer that was lost', 'read', UNANSWERED],
])('a refusal by %s', (_, syscall, fault) => {
  const errors = [failed('A', 'connect'), failed('B', syscall)];
  const refusal = Object.assign(new Error(''), { code: 'ECONNREFUSED', errors });

  expect(networkError(refusal)).toMatchObject({
    fault,
    message: 'Error: failed; Error: failed (ECONNREFUSED)',
  });
});
