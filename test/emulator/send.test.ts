import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Emulator, EmulatorFault } from '../../lib/emulator';
import { COLLECTION_PATH, LIST_PATH, methodPath } from '../../lib/wire/routes';
import { expectAllMet } from '../helpers/faults';
import { ask, bodyOf, KEYS, PAYMENTS, PAYMENTS_SHOWN, started, TAG } from './started';

interface Raw {
  /** All bytes that came, as text. */
  readonly text: string;
  readonly head: string;
  readonly body: string;
  /** How the connection ended: the code of its error, or `end` when it was closed in good order. */
  readonly ended: string;
}

/** One request on a connection of its own, and the bytes that come back until the connection ends. */
async function raw(
  { url }: Emulator,
  method: string,
  path: string,
  body?: unknown,
  giveUp?: (text: string, socket: Socket) => void,
): Promise<Raw> {
  const text = body === undefined ? '' : JSON.stringify(body);
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  const head = [
    `${method} ${path} HTTP/1.1`,
    'host: localhost',
    'connection: close',
    ...Object.entries(KEYS).map((entry) => entry.join(': ')),
    ...(text === '' ? [] : ['content-type: application/json', `content-length: ${text.length}`]),
  ];
  let ended = 'end';
  let got = '';
  socket.on('error', (error: NodeJS.ErrnoException) => (ended = error.code ?? error.message));
  socket.on('data', (data) => {
    got += data.toString();
    giveUp?.(got, socket);
  });
  socket.write(`${head.join('\r\n')}\r\n\r\n${text}`);
  await once(socket, 'close').catch(() => undefined);
  const [first = '', ...rest] = got.split('\r\n\r\n');
  return { text: got, head: first, body: rest.join('\r\n\r\n'), ended };
}

function post(emulator: Emulator): Promise<Raw> {
  return raw(emulator, 'POST', COLLECTION_PATH, bodyOf(PAYMENTS));
}

function names(emulator: Emulator): unknown[] {
  return emulator.methods().map(({ attributes }) => attributes.name);
}

function lengthIn(head: string): number {
  return Number(/^content-length: (\d+)$/im.exec(head)?.[1]);
}

async function withFault(fault: EmulatorFault): Promise<Emulator> {
  return started({ faults: [fault] });
}

const SHOWN = (emulator: Emulator) => ({
  data: { id: emulator.methods()[0]?.id, type: TAG, attributes: PAYMENTS_SHOWN },
});

test('refuse resets a connection before its request, which is nobody’s', async () => {
  const lines: string[] = [];
  const emulator = await started({ faults: [{ kind: 'refuse' }], log: (line) => lines.push(line) });
  expect(await post(emulator)).toStrictEqual({ text: '', head: '', body: '', ended: 'ECONNRESET' });
  expect(emulator.requests).toStrictEqual([]);
  expect(emulator.methods()).toStrictEqual([]);
  expect(lines.map((line) => line.slice(9))).toStrictEqual(['a connection (fault refuse)']);
  expect((await post(emulator)).head).toContain('201 Created');
  expect(expectAllMet(emulator)).toStrictEqual(['*:refuse met by 1 of 1']);
});

test.each([
  ['reset-before', []],
  ['reset-after', ['payments']],
] as const)('%s looks the same to the client, and leaves %j', async (kind, left) => {
  const emulator = await withFault({ kind });
  expect(await post(emulator)).toStrictEqual({ text: '', head: '', body: '', ended: 'ECONNRESET' });
  expect(names(emulator)).toStrictEqual(left);
  expect(emulator.requests).toMatchObject([{ method: 'POST', status: 0, answer: undefined, fault: kind }]);
});

test.each([
  [undefined, []],
  [true, ['payments']],
])('hang answers nothing until the emulator is closed; handled %j leaves %j', async (handled, left) => {
  const emulator = await withFault({ kind: 'hang', handled });
  const asked = post(emulator);
  while (emulator.requests.length === 0) await new Promise(setImmediate);
  expect(names(emulator)).toStrictEqual(left);
  await emulator.close();
  expect(await asked).toStrictEqual({ text: '', head: '', body: '', ended: 'end' });
});

test('slow-body takes its time, and is complete in the end', async () => {
  const emulator = await withFault({ kind: 'slow-body', milliseconds: 100 });
  let pieces = 0;
  const begin = performance.now();
  const { body } = await raw(emulator, 'POST', COLLECTION_PATH, bodyOf(PAYMENTS), () => (pieces += 1));
  expect(performance.now() - begin).toBeGreaterThanOrEqual(80);
  expect(pieces).toBeGreaterThan(5);
  expect(JSON.parse(body)).toStrictEqual(SHOWN(emulator));
});

test('close does not wait for a slow body', async () => {
  const emulator = await withFault({ kind: 'slow-body', milliseconds: 3_600_000 });
  const asked = post(emulator);
  while (emulator.requests.length === 0) await new Promise(setImmediate);
  await emulator.close();
  const { head, body } = await asked;
  expect(head).toContain('201 Created');
  expect(body.length).toBeLessThan(lengthIn(head));
});

test('cut-body closes the connection in the middle', async () => {
  const emulator = await withFault({ kind: 'cut-body' });
  const { head, body, ended } = await post(emulator);
  const whole = JSON.stringify(SHOWN(emulator));
  expect(lengthIn(head)).toBe(whole.length);
  expect(body).toBe(whole.slice(0, whole.length / 2));
  expect(ended).toBe('end');
});

test('wrong-content-length sends ten bytes more than it says', async () => {
  const emulator = await withFault({ kind: 'wrong-content-length' });
  const { head, body } = await post(emulator);
  expect(JSON.parse(body)).toStrictEqual(SHOWN(emulator));
  expect(lengthIn(head)).toBe(body.length - 10);
});

test('large-body is JSON of as many bytes as are wanted', async () => {
  const emulator = await withFault({ kind: 'large-body', bytes: 3_000_000 });
  const { head, body } = await raw(emulator, 'GET', LIST_PATH);
  expect(lengthIn(head)).toBe(3_000_000);
  expect(body).toHaveLength(3_000_000);
  expect(Object.keys(JSON.parse(body) as object)).toStrictEqual(['data']);
});

test.each([
  [{ kind: 'wrong-json' }, 201, '{"data": {"id": "', 'application/json'],
  [{ kind: 'wrong-type' }, 201, '{"data": 42, "included": "none"}', 'application/json'],
  [{ kind: 'empty-body' }, 201, '', 'application/json'],
  [{ kind: 'empty-body', status: 503 }, 503, '', 'application/json'],
] as const)('%j is answered %i %j, after the request took effect', async (fault, status, sent, type) => {
  const emulator = await withFault(fault);
  const { head, body } = await post(emulator);
  expect([head.split(' ')[1], body, lengthIn(head)]).toStrictEqual([String(status), sent, sent.length]);
  expect(head).toContain(`content-type: ${type}\r\n`);
  expect(names(emulator)).toStrictEqual(['payments']);
  expect(emulator.requests).toMatchObject([{ status, answer: undefined, fault: fault.kind }]);
});

test('html is the page of a proxy, which handed nothing on', async () => {
  const emulator = await withFault({ kind: 'html' });
  const { head, body } = await post(emulator);
  expect(head).toMatch(/^HTTP\/1\.1 502 Bad Gateway\r\ncontent-type: text\/html\r\n/);
  expect(body).toMatch(/^<!DOCTYPE html>\n<html>.*<\/html>\n$/s);
  expect(lengthIn(head)).toBe(body.length);
  expect(names(emulator)).toStrictEqual([]);
});

test('redirect leads to the same address', async () => {
  const emulator = await withFault({ kind: 'redirect' });
  const { head } = await raw(emulator, 'GET', `${LIST_PATH}?a=b`);
  expect(head).toContain('307 Temporary Redirect');
  expect(head).toContain(`location: ${LIST_PATH}?a=b`);
});

test.each([403, 503])('%i is said as Datadog says it, and nothing happens', async (kind) => {
  const emulator = await withFault({ kind });
  const { head, body } = await post(emulator);
  expect(head.split(' ')[1]).toBe(String(kind));
  expect(JSON.parse(body)).toStrictEqual({ errors: [head.split('\r\n')[0]?.slice(13)] });
  expect(head).not.toMatch(/x-ratelimit|retry-after/);
  expect(names(emulator)).toStrictEqual([]);
  expect(emulator.requests).toMatchObject([{ status: kind, fault: String(kind) }]);
});

test('a status can come although the request took effect', async () => {
  const emulator = await withFault({ kind: 502, handled: true });
  expect((await post(emulator)).head).toContain('502');
  expect(names(emulator)).toStrictEqual(['payments']);
});

test('an answer can be lost although it says that the request took effect', async () => {
  const emulator = await withFault({ kind: 'wrong-content-length', handled: false });
  expect((await post(emulator)).head).toContain('201 Created');
  expect(names(emulator)).toStrictEqual([]);
});

test('429 shows how long to wait if the fault says so', async () => {
  const emulator = await withFault({ kind: 429, rateLimitReset: 7, retryAfter: 3 });
  const { head } = await post(emulator);
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
  const emulator = await withFault({
    kind: 'transform',
    transform: (body) => JSON.parse(JSON.stringify(body).replace('"payments"', JSON.stringify(name))),
  });
  const { body } = await post(emulator);
  expect(JSON.parse(body)).toMatchObject({ data: { attributes: { ...PAYMENTS_SHOWN, name } } });
  expect(names(emulator)).toStrictEqual(['payments']);
});

test.each<EmulatorFault>([
  { kind: 'wrong-json' },
  { kind: 'cut-body' },
  { kind: 'slow-body', milliseconds: 20 },
  { kind: 'wrong-content-length' },
  { kind: 'transform', transform: (body) => body },
])('an answer without a body becomes a 200 with one under %j', async (fault) => {
  const emulator = await withFault(fault);
  const { id } = emulator.add(PAYMENTS);
  expect((await raw(emulator, 'DELETE', methodPath(id))).head).toContain('200 OK');
  expect(emulator.methods()).toStrictEqual([]);
});

test('after a broken answer the next one is complete', async () => {
  const emulator = await started();
  const kinds = ['cut-body', 'wrong-content-length', 'reset-after', 'wrong-json'] as const;
  kinds.forEach((kind) => emulator.fault({ kind, method: 'POST' }));
  while (emulator.requests.length < kinds.length) await post(emulator);
  expect((await ask(emulator, 'GET', LIST_PATH)).status).toBe(200);
  expect(expectAllMet(emulator)).toHaveLength(4);
});
