import { status, type ServiceError } from '@grpc/grpc-js';
import { once } from 'node:events';
import { connect, type ClientHttp2Session } from 'node:http2';
import type { AddressInfo, Server } from 'node:net';
import { goPluginRoutes } from '../../../lib/plugin/transport/go-plugin';
import { createGrpcServer, type Route, type Unary, type UnaryCall } from '../../../lib/plugin/transport/grpc';
import { providerRoutes } from '../../../lib/plugin/protocol';
import { CallError, STATUS } from '../../../lib/plugin/errors';
import { conceal } from '../../../lib/plugin/redact';
import { endAll, PluginClient } from '../../helpers/plugin-client';
import { fixture } from '../fixture';

const begun: UnaryCall[] = [];
let counted = 0;
const SECRET = 'hunter2';
conceal(SECRET);

const wait: Unary = (request, call) =>
  new Promise((resolve) => {
    begun.push(call);
    call.controller.signal.addEventListener('abort', () => resolve(request));
  });

async function* count(request: Uint8Array, { controller }: UnaryCall) {
  for (counted = 0; counted < request.length && !controller.signal.aborted; counted++) yield request;
}

async function* fail(request: Uint8Array) {
  if (request.length > 1) yield request;
  throw request.length > 1 ? new Error('it broke') : new CallError(STATUS.INTERNAL, 'it cannot be read');
}

const routes = new Map<string, Route>([
  ['/test/Echo', (request) => request],
  ['/test/Throw', () => Promise.reject(new RangeError(`100 % of ${SECRET} é\ud800`))],
  ['/test/Wait', wait],
  ['/test/Count', { events: count }],
  ['/test/Fail', { events: fail }],
  ...providerRoutes(fixture),
  ...goPluginRoutes(() => undefined),
]);

let server: Server;
let port: number;
let session: ClientHttp2Session;
let client: PluginClient;

beforeAll(async () => {
  server = (await createGrpcServer(() => routes)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
beforeEach(() => {
  begun.length = 0;
  // In MB; with the default a client gives up on what it has yet to send.
  session = connect(`http://127.0.0.1:${port}`, { maxSessionMemory: 1024 });
  client = new PluginClient(`127.0.0.1:${port}`);
});
afterEach(async () => {
  session.destroy();
  await endAll();
});
afterAll(() => server.close());

/** Sends bytes as they are; answers what came, which of gRPC's own clients none shows. */
async function send(path: string, body: Uint8Array) {
  const stream = session.request({
    ':method': 'POST',
    ':path': path,
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  const chunks: Buffer[] = [];
  let trailers = {};
  stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  stream.on('trailers', (received) => (trailers = plain(received)));
  stream.end(body);
  const [received] = await once(stream, 'response');
  await once(stream, 'close');
  return { headers: plain(received), body: Buffer.concat(chunks), trailers };
}

function plain(headers: object) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'date'));
}

const frame = (text: string) => Buffer.concat([Buffer.of(0, 0, 0, 0, text.length), Buffer.from(text)]);

function refusal(status: number, message: string) {
  return {
    headers: {
      ':status': 200,
      'content-type': 'application/grpc',
      'grpc-status': String(status),
      'grpc-message': message,
    },
    body: Buffer.alloc(0),
    trailers: {},
  };
}

async function expectToWork() {
  await expect(send('/test/Echo', frame('again'))).resolves.toMatchObject({ body: frame('again') });
}

test('an answer is a frame with its length before it, and its status in the trailers', async () => {
  await expect(send('/test/Echo', frame('hello'))).resolves.toEqual({
    headers: { ':status': 200, 'content-type': 'application/grpc' },
    body: frame('hello'),
    trailers: { 'grpc-status': '0' },
  });
});

test('an unknown method is UNIMPLEMENTED, in headers alone', async () => {
  const path = '/tfplugin6.Provider/GetFunctions';
  const details = `this provider has no method ${path}`;
  await expect(send(path, frame(''))).resolves.toEqual(refusal(12, details));
  await expect(client.raw(path)).rejects.toMatchObject({ code: 12, details });
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['less than the length says', Buffer.of(0, 0, 0, 0, 9, 1)],
  ['more than the length says', Buffer.of(0, 0, 0, 0, 1, 1, 2)],
  ['compressed bytes', Buffer.of(1, 0, 0, 0, 1, 7)],
])('a request of %s is INTERNAL, and the next one works', async (_case, body) => {
  await expect(send('/test/Echo', body)).resolves.toEqual(
    refusal(13, `${body.length} bytes arrived, which are not one complete, uncompressed message`),
  );
  await expectToWork();
});

test('a request that is no message of the method is INTERNAL, and the next one works', async () => {
  const path = '/tfplugin6.Provider/ConfigureProvider';
  await expect(client.raw(path, Buffer.of(0x12, 0x7f, 1))).rejects.toMatchObject({
    code: 13,
    details: expect.stringMatching(/^the request cannot be read: /),
  });
  await expect(client.raw(path)).resolves.toEqual(Buffer.alloc(0));
});

test('what is thrown outside the provider’s own methods is INTERNAL, without secrets', async () => {
  await expect(client.raw('/test/Throw')).rejects.toMatchObject({
    code: 13,
    details: '100 % of *** é\ufffd',
  });
});

test('messages far beyond gRPC’s 4 MiB go both ways', async () => {
  const large = Buffer.alloc(40 * 1024 * 1024, 'large');
  expect((await client.raw('/test/Echo', large)).equals(large)).toBe(true);
});

test('a message above 256 MiB is refused, and the next one works', async () => {
  // Jest would print the answer, should there be one.
  const length = client.raw('/test/Echo', Buffer.alloc(257 * 1024 * 1024)).then((answer) => answer.length);
  await expect(length).rejects.toMatchObject({
    code: 8,
    details: 'a message is at most 268435456 bytes',
  });
  await expectToWork();
});

test('a call that the client cancels is aborted', async () => {
  const cancel = new AbortController();
  const call = client.raw('/test/Wait', Buffer.alloc(0), cancel.signal);
  call.catch(() => undefined);
  await client.raw('/test/Echo');
  cancel.abort();
  await expect(call).rejects.toMatchObject({ code: 1 });
  await begun[0]!.closed;
  expect(begun.map(({ controller }) => controller.signal.aborted)).toEqual([true]);
  await expectToWork();
});

test('a call that was answered is not aborted afterwards', async () => {
  const call = new Promise<UnaryCall>((resolve) =>
    routes.set('/test/Keep', (request, own) => {
      resolve(own);
      return request;
    }),
  );
  await client.raw('/test/Keep');
  const { closed, controller } = await call;
  await closed;
  expect(controller.signal.aborted).toBe(false);
});

test.each(['/plugin.GRPCStdio/StreamStdio', '/plugin.GRPCBroker/StartStream'])(
  '%s is open until the client goes, and carries nothing',
  async (path) => {
    const stream = client.stream(path);
    const seen: unknown[] = [];
    stream.on('data', (data) => seen.push(data));
    stream.on('end', () => seen.push('end'));
    stream.on('error', ({ code }: { code?: number }) => seen.push(code));
    await once(stream, 'metadata');
    await client.raw('/test/Echo');
    expect(seen).toEqual([]);
    stream.cancel();
    await new Promise((resolve) => stream.on('status', resolve));
    expect(seen).toEqual([1, 'end']);
  },
);

describe('a stream of events', () => {
  /** The messages, and the error that ended them. */
  const events = (path: string, bytes: Buffer, most = Infinity) =>
    new Promise<{ received: Buffer[]; error?: ServiceError }>((resolve) => {
      const call = client.events(path, bytes);
      const received: Buffer[] = [];
      call.on('data', (event: Buffer) => {
        received.push(event);
        if (received.length === most) call.cancel();
      });
      call.on('error', (error: ServiceError) => resolve({ received, error }));
      call.on('end', () => resolve({ received }));
    });

  test('is received by gRPC’s own client, message by message', async () => {
    expect(await events('/test/Count', Buffer.from('abc'))).toEqual({
      received: ['abc', 'abc', 'abc'].map((text) => Buffer.from(text)),
    });
    expect(await events('/test/Count', Buffer.alloc(0))).toEqual({ received: [] });
  });

  test('is produced no faster than the client reads, and ends when the client cancels', async () => {
    const large = Buffer.alloc(1024 * 1024);
    const { received, error } = await events('/test/Count', large, 2);

    expect([received.length, error?.code]).toEqual([2, status.CANCELLED]);
    // The window is 8 MiB on either side.
    expect(counted).toBeLessThan(100);
  });

  test('that fails before the first message is refused, and after it ends with an error', async () => {
    const refused = { code: status.INTERNAL, details: 'it cannot be read' };
    expect(await events('/test/Fail', Buffer.from('x'))).toMatchObject({ received: [], error: refused });
    expect(await events('/test/Fail', Buffer.from('xy'))).toMatchObject({
      received: [Buffer.from('xy')],
      error: { code: status.INTERNAL },
    });
  });
});
