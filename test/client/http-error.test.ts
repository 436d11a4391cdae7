import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Http } from '../../lib/client/http';
import { interrupted, networkError, timedOut, tooLarge } from '../../lib/client/http-error';

const failed = (properties: object) => Object.assign(new Error('failed'), properties);
const CONNECTION = { kind: 'unsent', reason: 'connection' };
const CERTIFICATE = { kind: 'unsent', reason: 'certificate' };
const UNANSWERED = { kind: 'unanswered', isTimeout: false };

test.each<[string, unknown, object, string]>([
  [
    'a refused connection',
    failed({ code: 'ECONNREFUSED', syscall: 'connect' }),
    CONNECTION,
    'failed (ECONNREFUSED)',
  ],
  [
    'an address that cannot be reached',
    failed({ code: 'EHOSTUNREACH', syscall: 'connect' }),
    CONNECTION,
    'failed (EHOSTUNREACH)',
  ],
  [
    'a connection that is never made',
    failed({ code: 'ETIMEDOUT', syscall: 'connect' }),
    CONNECTION,
    'failed (ETIMEDOUT)',
  ],
  [
    'an unknown host',
    failed({ code: 'ENOTFOUND', syscall: 'getaddrinfo' }),
    CONNECTION,
    'failed (ENOTFOUND)',
  ],
  [
    'a name server that does not answer',
    failed({ code: 'EAI_AGAIN', syscall: 'getaddrinfo' }),
    CONNECTION,
    'failed (EAI_AGAIN)',
  ],
  [
    'a refusal by all addresses of a host',
    Object.assign(new Error(''), {
      code: 'ECONNREFUSED',
      errors: [failed({ syscall: 'connect' }), failed({ syscall: 'connect' })],
    }),
    CONNECTION,
    'Error: failed; Error: failed (ECONNREFUSED)',
  ],
  [
    'the cause of an error of axios',
    failed({ code: 'X', cause: failed({ syscall: 'connect' }) }),
    CONNECTION,
    'failed (X)',
  ],
  [
    'a certificate of another host',
    failed({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' }),
    CERTIFICATE,
    'failed (ERR_TLS_CERT_ALTNAME_INVALID)',
  ],
  ['an expired certificate', failed({ code: 'CERT_HAS_EXPIRED' }), CERTIFICATE, 'failed (CERT_HAS_EXPIRED)'],
  [
    'a self-signed certificate',
    failed({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }),
    CERTIFICATE,
    'failed (DEPTH_ZERO_SELF_SIGNED_CERT)',
  ],
  [
    'an unknown issuer',
    failed({ code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' }),
    CERTIFICATE,
    'failed (UNABLE_TO_GET_ISSUER_CERT_LOCALLY)',
  ],
  ['a reset', failed({ code: 'ECONNRESET', syscall: 'read' }), UNANSWERED, 'failed (ECONNRESET)'],
  ['a broken pipe', failed({ code: 'EPIPE', syscall: 'write' }), UNANSWERED, 'failed (EPIPE)'],
  [
    'a TLS fault, which can come late',
    failed({ code: 'EPROTO', syscall: 'write' }),
    UNANSWERED,
    'failed (EPROTO)',
  ],
  [
    'an answer that is not HTTP',
    failed({ code: 'HPE_INVALID_CONSTANT' }),
    UNANSWERED,
    'failed (HPE_INVALID_CONSTANT)',
  ],
  ['what is no error', 'odd', UNANSWERED, 'odd'],
  ['a timeout', timedOut(2_500), { kind: 'unanswered', isTimeout: true }, 'it took longer than 2.5 s'],
  ['an interrupt', interrupted(undefined), { kind: 'interrupted' }, 'it was interrupted'],
  ['an answer of MB', tooLarge(16 * 1024 * 1024), { kind: 'too-large' }, 'is larger than 16 MiB'],
  ['an answer of KB', tooLarge(256 * 1024), { kind: 'too-large' }, 'is larger than 256 KiB'],
])('%s: what is certain, in words', (_, cause, fault, problem) => {
  expect(networkError(cause)).toMatchObject({ fault: { ...fault, problem }, message: problem });
});

test('https to a server without TLS is known as that', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const http = new Http({
    baseUrl: `https://127.0.0.1:${port}`,
    headers: {},
    timeoutMs: 10_000,
    largestAnswer: 1000,
  });
  const { signal } = new AbortController();
  const error: unknown = await http.call({ method: 'GET', path: '/', signal }).catch((e: unknown) => e);
  server.close();

  expect(error).toMatchObject({
    fault: { kind: 'unsent', reason: 'no-tls' },
    message: 'the address begins with https, but the server does not use TLS',
  });
});
