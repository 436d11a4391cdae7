import { ROWS } from '../attributes';
import { readAnswer, type AuthMethod } from '../wire/answer';
import { readErrors } from '../wire/errors';
import { readList } from '../wire/list';
import { isProblem, type Read } from '../wire/read';
import { requestBody, type SentAttributes } from '../wire/request';
import { COLLECTION_PATH, LIST_PATH, LIST_QUERY, methodPath } from '../wire/routes';
import type { Connection } from './connection';
import { DatadogError, refused, unreachable, unreadable, type Operation } from './errors';
import { Http, parseJson, type HttpReply, type HttpRequest } from './http';
import { rateLimitWaitMs } from './retry-timing';

/** What is told of each finished call, for a log. Neither a credential nor a body is in it. */
export interface CallRecord {
  readonly method: string;
  readonly path: string;
  /** Absent when no answer came. */
  readonly status?: number;
  readonly milliseconds: number;
  /** The names of the attributes that were sent. */
  readonly attributes?: readonly string[];
}

export interface ClientOptions {
  readonly userAgent: string;
  readonly onCall?: (record: CallRecord) => void;
  /** Told before a wait for the rate limit, in milliseconds. */
  readonly onWait?: (milliseconds: number) => void;
}

/** The most of an answer that is read, in bytes; a list of 10,000 auth methods is about 8 MB. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

/** The calls of Datadog's API that auth methods need. Every method throws {@link DatadogError}. */
export class DatadogClient {
  private readonly http: Http;
  /** Until when, by `performance.now()`, the rate limit keeps every call waiting. */
  private resumeAt = 0;

  constructor(
    private readonly connection: Connection,
    private readonly options: ClientOptions,
  ) {
    const { baseUrl, timeoutMs } = connection;
    const headers = {
      ...connection.headers,
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'User-Agent': options.userAgent,
      'X-Datadog-Managed-By': 'iac',
    };
    this.http = new Http({ baseUrl, headers, timeoutMs, largestAnswer: LARGEST_ANSWER });
  }

  /** Loads what a call needs, ahead of the first one. */
  async ready(): Promise<void> {
    await this.http.ready();
  }

  async create(attributes: SentAttributes, signal: AbortSignal): Promise<AuthMethod> {
    const call = { method: 'POST', path: COLLECTION_PATH, body: requestBody(attributes), signal } as const;
    return this.expect('create', call, 201, readAnswer);
  }

  /** @returns undefined when Datadog says that there is no such auth method */
  async read(id: string, signal: AbortSignal): Promise<AuthMethod | undefined> {
    const call = { method: 'GET', path: methodPath(id), signal } as const;
    const method = await this.expect('read', call, 200, readAnswer).catch(missing);
    if (method && method.id !== id.toLowerCase())
      throw unreadable('read', shown(call), `is about the auth method ${method.id}`);
    return method;
  }

  async list(signal: AbortSignal): Promise<readonly AuthMethod[]> {
    return this.expect('list', { method: 'GET', path: `${LIST_PATH}?${LIST_QUERY}`, signal }, 200, readList);
  }

  async update(id: string, attributes: SentAttributes, signal: AbortSignal): Promise<AuthMethod> {
    const call = { method: 'PATCH', path: methodPath(id), body: requestBody(attributes), signal } as const;
    return this.expect('update', call, 200, readAnswer);
  }

  /** An auth method that is gone already is success. */
  async delete(id: string, signal: AbortSignal): Promise<void> {
    const call = { method: 'DELETE', path: methodPath(id), signal } as const;
    await this.expect('delete', call, 204, () => ({ value: undefined })).catch(missing);
  }

  private async expect<Value>(
    operation: Operation,
    request: HttpRequest,
    status: number,
    read: (body: unknown) => Read<Value>,
  ): Promise<Value> {
    const reply = await this.patient(operation, request);
    const body = parseJson(reply.text);
    if (reply.status !== status) {
      const names = ROWS.flatMap((row) => row.wire ?? []);
      throw refused(operation, shown(request), reply.status, readErrors(body), names);
    }
    const answer: Read<Value> =
      body === undefined && reply.text !== '' ? { problem: 'is not JSON' } : read(body);
    if (isProblem(answer)) throw unreadable(operation, shown(request), answer.problem);
    return answer.value;
  }

  /** Repeats a call while the rate limit turns it away: such a call was not handled, so repeating it is safe. */
  private async patient(operation: Operation, request: HttpRequest): Promise<HttpReply> {
    for (let attempt = 0; ; attempt += 1) {
      await this.waitForRateLimit(operation, request);
      const reply = await this.once(operation, request);
      if (reply.status !== 429 || attempt >= this.connection.maxRetries) return reply;
      const wait = rateLimitWaitMs(reply.headers, attempt);
      this.options.onWait?.(wait);
      this.resumeAt = Math.max(this.resumeAt, performance.now() + wait);
    }
  }

  private async waitForRateLimit(operation: Operation, request: HttpRequest): Promise<void> {
    const wait = this.resumeAt - performance.now();
    if (wait <= 0) return;
    const { setTimeout } = await import('node:timers/promises');
    await setTimeout(wait, undefined, { signal: request.signal }).catch((error: unknown) => {
      throw unreachable(operation, shown(request), error);
    });
  }

  private async once(operation: Operation, request: HttpRequest): Promise<HttpReply> {
    const start = performance.now();
    let status: number | undefined;
    try {
      const reply = await this.http.call(request);
      status = reply.status;
      return reply;
    } catch (error) {
      throw unreachable(operation, shown(request), error);
    } finally {
      this.options.onCall?.({
        method: request.method,
        path: request.path,
        ...(status === undefined ? {} : { status }),
        milliseconds: Math.round(performance.now() - start),
        ...attributeNames(request.body),
      });
    }
  }
}

function attributeNames(body: unknown): { attributes?: readonly string[] } {
  const data = (body as ReturnType<typeof requestBody> | undefined)?.data;
  return data ? { attributes: Object.keys(data.attributes) } : {};
}

// A 404 in other words is a proxy's or a wrong address's: an auth method is gone only when Datadog says so.
function missing(error: unknown): undefined {
  if (error instanceof DatadogError && error.status === 404 && error.inDatadogsWords) return undefined;
  throw error;
}

function shown(request: HttpRequest): string {
  return `${request.method} ${request.path}`;
}
