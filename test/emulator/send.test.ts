import { once } from 'node:events';
import type { Emulator, EmulatorFault } from '../../lib/emulator';
import { COLLECTION_PATH, LIST_PATH, methodPath } from '../../lib/wire/routes';
import {
  bodyOf,
  connectTo,
  namesIn,
  PAYMENTS,
  PAYMENTS_SHOWN,
  rawRequest,
  requested,
  started,
  TAG,
} from './started';

/** The bytes that come back for one request on a connection of its own, until the connection ends. */
interface Raw {
  readonly head: string;
  readonly body: string;
  /** How the connection ended: the code of its error, or `end` when it was closed in good order. */
  readonly ended: string;
}

async function raw(emulator: Emulator, method: string, path: string, body?: unknown): Promise<Raw> {
  const socket = connectTo(emulator);
  let ended = 'end';
  let received = '';
  socket.on('error', (error: NodeJS.ErrnoException) => (ended = error.code ?? error.message));
  socket.on('data', (data) => {
    received += data.toString();
  });
  socket.write(rawRequest(method, path, body, 'connection: close'));
  await once(socket, 'close').catch(() => undefined);
  const [head = '', ...rest] = received.split('\r\n\r\n');
  return { head, body: rest.join('\r\n\r\n'), ended };
}

const RESET: Raw = { head: '', body: '', ended: 'ECONNRESET' };

/** What a POST is answered under a fault. */
async function postUnder(fault: EmulatorFault) {
  const emulator = await started({ faults: [fault] });
  return { emulator, ...(await post(emulator)) };
}

function post(emulator: Emulator): Promise<Raw> {
  return raw(emulator, 'POST', COLLECTION_PATH, bodyOf(PAYMENTS));
}

/** The same for an answer that would not end, if the emulator were not closed. */
async function closedUnder(fault: EmulatorFault) {
  const emulator = await started({ faults: [fault] });
  const answer = post(emulator);
  await requested(emulator);
  await emulator.close();
  return { emulator, ...(await answer) };
}

function lengthIn(head: string): number {
  return Number(/^content-length: (\d+)$/im.exec(head)?.[1]);
}

const SHOWN = (emulator: Emulator) => ({
  data: { id: emulator.methods()[0]?.id, type: TAG, attributes: PAYMENTS_SHOWN },
});

test.each([
  ['reset-before', []],
  ['reset-after', ['payments']],
] as const)('%s looks the same to the client, and leaves %j', async (kind, left) => {
  const { emulator, ...answer } = await postUnder({ kind });
  expect(answer).toStrictEqual(RESET);
  expect(namesIn(emulator)).toStrictEqual(left);
  expect(emulator.requests).toMatchObject([{ method: 'POST', status: 0, answer: undefined, fault: kind }]);
});

test('hang answers nothing until the emulator is closed', async () => {
  const { emulator, ...answer } = await closedUnder({ kind: 'hang' });
  expect(answer).toStrictEqual({ head: '', body: '', ended: 'end' });
  expect(namesIn(emulator)).toStrictEqual([]);
});

test('slow-body takes its time, and is complete in the end', async () => {
  const start = performance.now();
  const { emulator, body } = await postUnder({ kind: 'slow-body', milliseconds: 100 });
  expect(performance.now() - start).toBeGreaterThanOrEqual(99);
  expect(JSON.parse(body)).toStrictEqual(SHOWN(emulator));
});

test('close does not wait for a slow body', async () => {
  const { head, body } = await closedUnder({ kind: 'slow-body', milliseconds: 3_600_000 });
  expect(head).toContain('201 Created');
  expect(body.length).toBeLessThan(lengthIn(head));
});

test('cut-body closes the connection in the middle', async () => {
  const { emulator, head, body, ended } = await postUnder({ kind: 'cut-body' });
  const complete = JSON.stringify(SHOWN(emulator));
  expect(lengthIn(head)).toBe(complete.length);
  expect(body).toBe(complete.slice(0, complete.length / 2));
  expect(ended).toBe('end');
});

const JSON_TYPE = 'application/json';
const PAGE =
  '<!DOCTYPE html>\n<html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>\n';

test.each<[EmulatorFault, number, string, string, string[]]>([
  [{ kind: 'wrong-json' }, 201, '{"data": {"id": "', JSON_TYPE, ['payments']],
  [{ kind: 'wrong-type' }, 201, '{"data": 42, "included": "none"}', JSON_TYPE, ['payments']],
  [{ kind: 'empty-body' }, 201, '', JSON_TYPE, ['payments']],
  [{ kind: 'empty-body', status: 503 }, 503, '', JSON_TYPE, ['payments']],
  [{ kind: 'html' }, 502, PAGE, 'text/html', []],
  [{ kind: 403 }, 403, '{"errors":["Forbidden"]}', JSON_TYPE, []],
  [{ kind: 503 }, 503, '{"errors":["Service Unavailable"]}', JSON_TYPE, []],
  [{ kind: 502, handled: true }, 502, '{"errors":["Bad Gateway"]}', JSON_TYPE, ['payments']],
])('%j is answered %i %j (%s), and leaves %j', async (fault, status, sent, type, left) => {
  const { emulator, head, body } = await postUnder(fault);
  expect([head.split(' ')[1], body, lengthIn(head)]).toStrictEqual([String(status), sent, sent.length]);
  expect(head).toContain(`content-type: ${type}\r\n`);
  expect(head).not.toMatch(/x-ratelimit|retry-after/);
  expect(namesIn(emulator)).toStrictEqual(left);
  expect(emulator.requests).toMatchObject([{ status, fault: String(fault.kind) }]);
});

test('redirect leads to the same address', async () => {
  const emulator = await started({ faults: [{ kind: 'redirect' }] });
  const { head } = await raw(emulator, 'GET', `${LIST_PATH}?a=b`);
  expect(head).toContain('307 Temporary Redirect');
  expect(head).toContain(`location: ${LIST_PATH}?a=b`);
});

test('an answer that is cut may be about nothing that happened', async () => {
  const { emulator, head } = await postUnder({ kind: 'cut-body', handled: false });
  expect(head).toContain('201 Created');
  expect(namesIn(emulator)).toStrictEqual([]);
});

test('429 shows how long to wait if the fault says so', async () => {
  const { head } = await postUnder({ kind: 429, rateLimitReset: 7, retryAfter: 3 });
  const limits = head.split('\r\n').filter((line) => /^(x-ratelimit|retry-after)/.test(line));
  expect(limits).toStrictEqual([
    'x-ratelimit-limit: 1',
    'x-ratelimit-period: 7',
    'x-ratelimit-remaining: 0',
    'x-ratelimit-reset: 7',
    'x-ratelimit-name: webhooks_auth_method',
    'retry-after: 3',
  ]);
});

test('transform changes what is shown, and nothing that is kept', async () => {
  const name = '\u001b[2J<script>alert(1)</script>';
  const { emulator, body } = await postUnder({
    kind: 'transform',
    transform: (body) => JSON.parse(JSON.stringify(body).replace('"payments"', JSON.stringify(name))),
  });
  expect(JSON.parse(body)).toMatchObject({ data: { attributes: { ...PAYMENTS_SHOWN, name } } });
  expect(namesIn(emulator)).toStrictEqual(['payments']);
});

test.each<EmulatorFault>([
  { kind: 'wrong-json' },
  { kind: 'cut-body' },
  { kind: 'slow-body', milliseconds: 20 },
  { kind: 'transform', transform: (body) => body },
])('an answer without a body becomes a 200 with one under %j', async (fault) => {
  const emulator = await started({ faults: [fault] });
  const { id } = emulator.add(PAYMENTS);
  expect((await raw(emulator, 'DELETE', methodPath(id))).head).toContain('200 OK');
  expect(emulator.methods()).toStrictEqual([]);
});
