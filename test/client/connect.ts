import type { RequestListener } from 'node:http';
import type { CallRecord, Wait } from '../../lib/client/caller';
import type { Clock } from '../../lib/client/clock';
import { DatadogClient } from '../../lib/client/datadog-client';
import { DatadogError } from '../../lib/client/errors';
import { FakeClock } from '../helpers/fake-clock';
import { startServer } from '../helpers/one-answer-server';

export const { signal } = new AbortController();

const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** A server that ends with the test, and the requests that it got. */
export async function serve(handle: RequestListener) {
  const requests: Parameters<RequestListener>[0][] = [];
  const server = await startServer((request, response) => {
    requests.push(request);
    handle(request, response);
  });
  endings.push(server.close);
  return { ...server, requests };
}

/** A server that gives every request the same answer. */
export function answering(status: number, body: string | object) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return serve((_, response) => response.writeHead(status).end(text));
}

export { started as emulate } from '../emulator/started';

interface Settings {
  readonly maxRetries?: number;
  readonly timeoutMs?: number;
  readonly redact?: (text: string) => string;
  readonly clock?: Clock;
}

/** A client whose waits take no time, and what it reported. */
export function connect(baseUrl: string, settings: Settings = {}) {
  const { maxRetries = 0, timeoutMs = 5_000, redact = (text) => text, clock = new FakeClock() } = settings;
  const [waits, longWaits, calls]: [Wait[], Wait[], CallRecord[]] = [[], [], []];
  const headers = { 'DD-API-KEY': 'api-key', 'DD-APPLICATION-KEY': 'app-key' };
  const client = new DatadogClient(
    {
      baseUrl,
      address: `The address ${baseUrl} comes from DD_HOST.`,
      login: { kind: 'keys', headers },
      timeoutMs,
      maxRetries,
    },
    {
      userAgent: 'test/1',
      redact,
      clock,
      onCall: (call) => calls.push(call),
      onWait: (wait) => waits.push(wait),
      onLongWait: (wait) => longWaits.push(wait),
    },
  );
  return { client, clock, waits, longWaits, calls };
}

/** The error of a call that has to fail. */
export async function failure(call: Promise<unknown>): Promise<DatadogError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DatadogError);
  return error as DatadogError;
}
