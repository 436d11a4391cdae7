import { connect, type Socket } from 'node:net';
import { startEmulator, type Emulator, type EmulatorOptions } from '../../lib/emulator';
import type { SentAttributes } from '../../lib/wire/request';
import { COLLECTION_PATH } from '../../lib/wire/routes';
import { methodOf, TAG } from '../helpers/auth-method';

export { TAG };

export const KEYS = { 'dd-api-key': 'the-api-key', 'dd-application-key': 'the-app-key' };
export const UNKNOWN_ID = '00000000-0000-4000-8000-000000000000';
export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

export const PAYMENTS = {
  name: 'payments',
  access_token_url: 'https://login.example.com/oauth2/token',
  client_id: 'payments-client',
  client_secret: 'payments-secret',
} as const;

/** What an answer shows of {@link PAYMENTS}. */
export const PAYMENTS_SHOWN = methodOf(PAYMENTS).attributes;

const running: Emulator[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((emulator) => emulator.close()));
});

/** An emulator that ends with the test. */
export async function started(options?: EmulatorOptions): Promise<Emulator> {
  const emulator = await startEmulator(options);
  running.push(emulator);
  return emulator;
}

/** What omits the keys of a request. */
export const NO_KEYS = { 'dd-api-key': null, 'dd-application-key': null };

export function namesIn(emulator: Emulator): unknown[] {
  return emulator.methods().map(({ attributes }) => attributes.name);
}

/** Until a request has come. */
export async function requested(emulator: Emulator): Promise<void> {
  while (emulator.requests.length === 0) await new Promise(setImmediate);
}

export function connectTo({ url }: Emulator): Socket {
  return connect(Number(new URL(url).port), '127.0.0.1');
}

export interface Sent {
  readonly body?: unknown;
  /** Beside the keys and, with a body, the content type; `null` omits one of them. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

export interface Got {
  readonly status: number;
  readonly headers: Headers;
  /** The parsed JSON; undefined for an empty body. */
  readonly body: unknown;
}

/** One request; a body that is no string is sent as JSON. */
export async function ask(
  { url }: Pick<Emulator, 'url'>,
  method: string,
  path: string,
  { body, headers = {} }: Sent = {},
): Promise<Got> {
  const all = { ...KEYS, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers };
  const response = await fetch(url + path, {
    method,
    headers: Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null),
    body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
}

/** Status and body of the answer to one request. */
export async function answerTo(...request: Parameters<typeof ask>) {
  const { status, body } = await ask(...request);
  return { status, body };
}

export function bodyOf(attributes: SentAttributes | Record<string, unknown>): unknown {
  return { data: { type: TAG, attributes } };
}

/** Creates an auth method with a POST and answers its id. */
export async function created(
  emulator: Pick<Emulator, 'url'>,
  attributes: SentAttributes = PAYMENTS,
): Promise<string> {
  const { body } = await ask(emulator, 'POST', COLLECTION_PATH, { body: bodyOf(attributes) });
  return (body as { data: { id: string } }).data.id;
}

/** A request as it is sent over a connection. */
export function rawRequest(method: string, path: string, body?: unknown, ...headers: string[]): string {
  const text = body === undefined ? '' : JSON.stringify(body);
  const content = text === '' ? [] : ['content-type: application/json', `content-length: ${text.length}`];
  const keys = Object.entries(KEYS).map((entry) => entry.join(': '));
  const lines = [`${method} ${path} HTTP/1.1`, 'host: localhost', ...keys, ...content, ...headers];
  return `${lines.join('\r\n')}\r\n\r\n${text}`;
}
