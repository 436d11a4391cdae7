import {
  Client,
  credentials,
  type ClientDuplexStream,
  type ClientReadableStream,
  type ServiceError,
} from '@grpc/grpc-js';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ConnectionOptions } from 'node:tls';
import type { Certificate } from '../../lib/plugin/transport/certificate';
import GO_CERTIFICATE from '../fixtures/go-certificate.json';
import { codecOf, type Method, type RequestOf, type ResponseOf } from './messages';

/**
 * Plays Terraform's side of a plugin with gRPC's own client, which shares no code with lib/plugin's server.
 */

export const COOKIE = {
  TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
};

export class Process {
  readonly exit: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  stderr = '';
  private readonly lines: AsyncIterator<string>;

  constructor(readonly child: ChildProcess) {
    running.add(this);
    child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.exit = once(child, 'close').then(([code, signal]) => {
      running.delete(this);
      return { code, signal };
    });
    this.lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  }

  /** The next line of its standard output. */
  async line(): Promise<string> {
    const { value, done } = await this.lines.next();
    if (done) throw new Error(`standard output ended; standard error says: ${this.stderr}`);
    return value;
  }

  /** Until standard error has something. */
  async said(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.stderr)) await once(this.child.stderr!, 'data');
  }
}

const running = new Set<Process>();
let sockets: string | undefined;

/** For afterEach: no test leaves a process or a socket behind. */
export async function endAll(): Promise<void> {
  for (const client of clients) client.close();
  clients.clear();
  const left = [...running];
  for (const { child } of left) child.kill('SIGKILL');
  await Promise.all(left.map(({ exit }) => exit));
  if (sockets) rmSync(sockets, { recursive: true });
  sockets = undefined;
}

export function run(
  file: string,
  args: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
  stdin: 'ignore' | 'pipe' = 'ignore',
): Process {
  sockets ??= mkdtempSync(join(tmpdir(), 'sockets-'));
  const inherited = Object.entries(process.env).filter(([name]) => !/^(TF|PLUGIN)_/.test(name));
  return new Process(
    spawn(file, args, {
      env: { ...Object.fromEntries(inherited), TMPDIR: sockets, ...env },
      stdio: [stdin, 'pipe', 'pipe'],
    }),
  );
}

export interface Plugin extends Process {
  /** The handshake line's fields. */
  fields: readonly string[];
  certificate: ClientCertificate;
}

type ClientCertificate = Pick<Certificate, 'pem' | 'key'>;

/** Starts a provider as Terraform does, with a P-521 certificate as Go's plugin client makes it. */
export async function startPlugin(file: string, env: NodeJS.ProcessEnv = {}): Promise<Plugin> {
  const started = run(file, [], {
    ...COOKIE,
    PLUGIN_PROTOCOL_VERSIONS: '6,5',
    PLUGIN_MIN_PORT: '10000',
    PLUGIN_MAX_PORT: '25000',
    PLUGIN_CLIENT_CERT: GO_CERTIFICATE.pem,
    ...env,
  });
  const fields = (await started.line()).split('|');
  return Object.assign(started, { fields, certificate: GO_CERTIFICATE });
}

/** How Terraform connects to a provider, for `connect` of node:tls. */
export function tlsOptions({ fields, certificate }: Plugin): ConnectionOptions {
  return {
    path: fields[3]!,
    servername: 'localhost',
    ca: pem(Buffer.from(fields[5]!, 'base64')),
    cert: certificate.pem,
    key: certificate.key,
    ALPNProtocols: ['h2'],
  };
}

const clients = new Set<PluginClient>();

export class PluginClient {
  private readonly client: Client;

  /** @param tls absent: plaintext */
  constructor(target: string, tls?: { server: Buffer; own?: ClientCertificate }) {
    this.client = new Client(
      target,
      tls
        ? credentials.createSsl(
            tls.server,
            tls.own && Buffer.from(tls.own.key),
            tls.own && Buffer.from(tls.own.pem),
          )
        : credentials.createInsecure(),
      {
        'grpc.ssl_target_name_override': 'localhost',
        'grpc.default_authority': 'localhost',
        'grpc.max_receive_message_length': -1,
        'grpc.max_send_message_length': -1,
        'grpc.enable_retries': 0,
      },
    );
    clients.add(this);
  }

  static of({ fields, certificate }: Plugin, own: ClientCertificate | undefined = certificate): PluginClient {
    const [, , network, address, , base64 = ''] = fields;
    const target = network === 'unix' ? `unix:${address}` : address!;
    if (base64 === '') return new PluginClient(target);
    return new PluginClient(target, { server: pem(Buffer.from(base64, 'base64')), own });
  }

  /** Calls a method of the provider. @throws ServiceError */
  async call<Name extends Method>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>> {
    const { encode, decode } = codecOf(name);
    return decode(await this.raw(`/tfplugin6.Provider/${name}`, encode(request)));
  }

  /** Calls any path with any bytes; `cancel` aborts the call. */
  raw(path: string, bytes: Uint8Array = new Uint8Array(), cancel?: AbortSignal): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const call = this.client.makeUnaryRequest(
        path,
        (request: Uint8Array) => Buffer.from(request),
        same,
        bytes,
        (error: ServiceError | null, response?: Buffer) => (error ? reject(error) : resolve(response!)),
      );
      cancel?.addEventListener('abort', () => call.cancel());
    });
  }

  /** Calls a method that answers with a stream. */
  events(path: string, bytes: Uint8Array): ClientReadableStream<Buffer> {
    return this.client.makeServerStreamRequest(
      path,
      (message: Uint8Array) => Buffer.from(message),
      same,
      bytes,
    );
  }

  /** Opens a stream of both directions. */
  stream(path: string): ClientDuplexStream<Buffer, Buffer> {
    return this.client.makeBidiStreamRequest(path, same, same);
  }

  connected(): Promise<void> {
    return new Promise((resolve, reject) =>
      this.client.waitForReady(Date.now() + 20_000, (error) => (error ? reject(error) : resolve())),
    );
  }

  close(): void {
    this.client.close();
  }
}

/** The bytes of a message are decoded elsewhere. */
function same(message: Buffer): Buffer {
  return message;
}

export function pem(der: Buffer): Buffer {
  const base64 = der.toString('base64');
  return Buffer.from(
    `-----BEGIN CERTIFICATE-----\n${base64.match(/.{1,64}/g)!.join('\n')}\n-----END CERTIFICATE-----\n`,
  );
}
