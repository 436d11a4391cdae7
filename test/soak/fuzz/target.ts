import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { connect as connectHttp2, type ClientHttp2Session, type OutgoingHttpHeaders } from 'node:http2';
import { connect as connectSocket, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { connect as connectTls } from 'node:tls';
import { startEmulator, type Emulator } from '../../../lib/emulator';
import { endAll, startPlugin, tlsOptions, type Plugin } from '../../helpers/plugin-client';
import { ROOT } from '../../helpers/terraform';
import { framed, MESSAGES, SERVICE } from './messages';

const FILE = join(ROOT, 'dist/provider/terraform-provider-datadogwebhooks');

/** In milliseconds, for one call or one connection. Far more than any needs, even on a busy machine. */
const BOUND_MS = 30_000;

/** The number of connections for strange calls, which take turns. */
const STRANGERS = 10;

/** The calls whose answers must stay the same, byte for byte. */
const GOOD = [`${SERVICE}GetProviderSchema`, `${SERVICE}PlanResourceChange`];

/** A frame of HTTP/2 begins with its length (three bytes), its type, flags and stream. */
const FRAME_HEAD = 9;
const GOAWAY = 7;

export interface Answer {
  /** The statuses of HTTP and gRPC. Both are absent when the stream ended without an answer. */
  readonly http?: number;
  readonly grpc?: number;
  readonly body: Buffer;
}

/** How a call deviates from an ordinary one. */
export interface Manner {
  readonly headers?: OutgoingHttpHeaders;
  /** Instead of ending the request: cancel the call, or drop the connection. */
  readonly leave?: 'cancel' | 'drop';
}

/** The built provider as a process, an emulated Datadog, and an open connection like Terraform's. */
export class Target {
  private expected: readonly Buffer[] = [];
  private readonly strangers: ClientHttp2Session[] = [];
  private strangeCalls = 0;

  private constructor(
    private readonly emulator: Emulator,
    private readonly plugin: Plugin,
    private readonly session: ClientHttp2Session,
  ) {}

  static async start(): Promise<Target> {
    const emulator = await startEmulator();
    const env = { DD_HOST: emulator.url, DD_API_KEY: 'api-key', DD_APP_KEY: 'app-key' };
    const plugin = await startPlugin(FILE, env);
    const target = new Target(emulator, plugin, openSession(plugin));
    target.expected = await target.good();
    return target;
  }

  get alive(): boolean {
    return this.plugin.child.exitCode === null && this.plugin.child.signalCode === null;
  }

  /** The process's resident memory in MB. */
  memory(): number {
    const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(this.plugin.child.pid)], {
      encoding: 'utf8',
    });
    return Math.round(Number(kilobytes) / 1024);
  }

  /** @throws Error when the next good calls on Terraform's own connection are not answered as before */
  async expectToWork(): Promise<void> {
    if (!this.alive) throw new Error(`the provider is gone: ${this.plugin.stderr}`);
    const answers = await this.good();
    answers.forEach((answer, index) => {
      if (!answer.equals(this.expected[index]!)) throw new Error(`${GOOD[index]} is answered otherwise now`);
    });
    if (this.plugin.stderr !== '') throw new Error(`the provider said: ${this.plugin.stderr}`);
  }

  private good(): Promise<Buffer[]> {
    return Promise.all(
      GOOD.map(async (path) => {
        const { grpc, body } = await this.call(this.session, path, [framed(MESSAGES[path]!())]);
        if (grpc !== 0) throw new Error(`${path} is answered with the status ${grpc}`);
        return body;
      }),
    );
  }

  /**
   * Makes a call beside Terraform's connection, and waits until it ends in any way. Thousands of calls need
   * several connections: Node's client does not read while it writes, and then the provider reads no more
   * from it.
   */
  strangeCall(path: string, parts: readonly Buffer[], manner: Manner = {}): Promise<Answer> {
    const turn = this.strangeCalls++ % STRANGERS;
    const session = this.strangers[turn];
    const usable = session !== undefined && !session.destroyed && !session.closed;
    const stranger = usable ? session : (this.strangers[turn] = openSession(this.plugin));
    return this.call(stranger, path, parts, manner);
  }

  private async call(
    session: ClientHttp2Session,
    path: string,
    parts: readonly Buffer[],
    { headers, leave }: Manner = {},
  ): Promise<Answer> {
    const stream = session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
      ...headers,
    });
    const chunks: Buffer[] = [];
    let [http, grpc]: (number | undefined)[] = [];
    const status = (received: NodeJS.Dict<unknown>) => {
      if (received['grpc-status'] !== undefined) grpc = Number(received['grpc-status']);
    };
    stream.on('response', (received) => {
      http = received[':status'];
      status(received);
      // Refused before the request was complete. As gRPC does, do not send the rest.
      if (grpc !== undefined && !stream.closed) stream.close();
    });
    stream.on('trailers', status);
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('error', () => undefined);
    for (const part of parts) stream.write(part);
    if (leave === 'cancel') stream.close(8);
    else if (leave === 'drop') session.destroy();
    else stream.end();
    if (!stream.closed) await bounded(`${path} was not answered`, over(stream));
    return { http, grpc, body: Buffer.concat(chunks) };
  }

  /**
   * Sends bytes over a connection of their own and leaves. The provider has to close the connection, or end
   * it with GOAWAY: after that, Node's server reads no more and does not notice that the client leaves.
   */
  async connection(kind: 'plain' | 'tls', bytes: Uint8Array): Promise<void> {
    const socket = await this.open(kind);
    const ended = Promise.race([closing(socket), goAway(socket)]);
    socket.end(bytes);
    await bounded('a connection whose client left was not closed', ended);
    socket.destroy();
  }

  /** A connection without any bytes sent. */
  async open(kind: 'plain' | 'tls'): Promise<Socket> {
    const socket =
      kind === 'tls' ? connectTls(tlsOptions(this.plugin)) : connectSocket(this.plugin.fields[3]!);
    await once(socket, kind === 'tls' ? 'secureConnect' : 'connect');
    socket.on('error', () => undefined);
    return socket;
  }

  /** Asks the provider to end, as Terraform does, and waits until it has ended. */
  async expectToEnd(): Promise<void> {
    await this.call(this.session, '/plugin.GRPCController/Shutdown', [framed(new Uint8Array())]);
    const { code } = await bounded('the provider did not end', this.plugin.exit);
    if (code !== 0) throw new Error(`the provider ended with ${code}: ${this.plugin.stderr}`);
  }

  async end(): Promise<void> {
    this.session.destroy();
    for (const session of this.strangers) session.destroy();
    await endAll();
    await this.emulator.close();
  }
}

/** Resolves when the server has sent the frame that ends an HTTP/2 connection. */
function goAway(socket: Socket): Promise<void> {
  let received = Buffer.alloc(0);
  return new Promise((resolve) =>
    socket.on('data', (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      let at = 0;
      while (at + FRAME_HEAD <= received.length) {
        if (received[at + 3] === GOAWAY) resolve();
        at += FRAME_HEAD + received.readUIntBE(at, 3);
      }
    }),
  );
}

/** Unlike `once`, ignores an error before it. */
function closing(stream: NodeJS.EventEmitter): Promise<void> {
  return new Promise((resolve) => stream.once('close', resolve));
}

/** Node's client can leave a stream open when the answer arrives before an empty last part is written. */
function over(stream: NodeJS.EventEmitter): Promise<void> {
  return Promise.race([closing(stream), new Promise<void>((resolve) => stream.once('end', resolve))]);
}

function openSession(plugin: Plugin): ClientHttp2Session {
  const session = connectHttp2('https://localhost', {
    createConnection: () => connectTls(tlsOptions(plugin)),
    settings: { initialWindowSize: 16 * 1024 * 1024 },
    // In MB.
    maxSessionMemory: 4096,
  });
  session.on('error', () => undefined);
  return session;
}

export async function bounded<Value>(what: string, value: Promise<Value>): Promise<Value> {
  const end = new AbortController();
  const late = setTimeout(BOUND_MS, undefined, { signal: end.signal }).then(() => {
    throw new Error(`${what} within ${BOUND_MS / 1000} s`);
  });
  // Rejected when it is no longer needed.
  late.catch(() => undefined);
  return Promise.race([value, late]).finally(() => end.abort());
}
