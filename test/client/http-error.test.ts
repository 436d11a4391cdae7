import { interruption, networkError, timeout, tooLarge } from '../../lib/client/http-error';

const failed = (code: string, syscall?: string) => Object.assign(new Error('failed'), { code, syscall });
const UNSENT = { kind: 'unsent' };
const UNANSWERED = { kind: 'unanswered', isTimeout: false };

test.each([
  ['a refused connection', failed('ECONNREFUSED', 'connect'), UNSENT],
  ['an unknown host', failed('ENOTFOUND', 'getaddrinfo'), UNSENT],
  ['the cause of an error', Object.assign(failed('X'), { cause: failed('Y', 'connect') }), UNSENT],
  ['a reset', failed('ECONNRESET', 'read'), UNANSWERED],
])('%s: what is certain, with its code', (_, cause, fault) => {
  expect(networkError(cause)).toMatchObject({ fault, message: `failed (${cause.code})` });
});

test.each([
  ['no error', 'odd', UNANSWERED, 'odd'],
  ['a timeout', timeout(2_500), { kind: 'unanswered', isTimeout: true }, 'it took longer than 2.5 s'],
  ['an interrupt', interruption(undefined), { kind: 'interrupted' }, 'it was interrupted'],
  ['an answer of MB', tooLarge(16 * 1024 * 1024), { kind: 'strange' }, 'is larger than 16 MiB'],
])('%s: what is certain, in words', (_, cause, fault, problem) => {
  expect(networkError(cause)).toMatchObject({ fault: { ...fault, problem }, message: problem });
});

test.each([
  ['plain text', 'ERR_SSL_WRONG_VERSION_NUMBER'],
  ['a certificate', 'CERT_HAS_EXPIRED'],
  ['a reset', 'ECONNRESET'],
])('%s that fails the handshake proves that nothing was sent, and later nothing', (_, code) => {
  const socket = { secureConnecting: true };
  const failure = Object.assign(failed(code), { request: { socket } });
  expect(networkError(failure)).toMatchObject({ fault: UNSENT });
  socket.secureConnecting = false;

  expect(networkError(failure)).toMatchObject({ fault: UNANSWERED });
});

test.each([
  ['all addresses of a host is no connection', 'connect', UNSENT],
  ['only some of them may be an answer that was lost', 'read', UNANSWERED],
])('a refusal by %s', (_, syscall, fault) => {
  const errors = [failed('A', 'connect'), failed('B', syscall)];
  const refusal = Object.assign(new Error(''), { code: 'ECONNREFUSED', errors });

  expect(networkError(refusal)).toMatchObject({
    fault,
    message: 'Error: failed; Error: failed (ECONNREFUSED)',
  });
});
