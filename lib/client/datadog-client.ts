import { ROWS } from '../attributes';
import { parseJson } from '../text/json';
import { readAnswer, type AuthMethod } from '../wire/answer';
import { readErrors } from '../wire/errors';
import { readList, readProtocols } from '../wire/list';
import { isProblem, type Read } from '../wire/read';
import { requestBody, type SentAttributes } from '../wire/request';
import { COLLECTION_PATH, LIST_PATH, LIST_QUERY, methodPath } from '../wire/routes';
import { ofName } from './by-name';
import { Caller, type CallerOptions } from './caller';
import type { Connection } from './connection';
import { DatadogError, refused, shown, unreadable } from './errors';
import { Http, type HttpRequest } from './http';
import type { Operation } from './retry-policy';

export interface ClientOptions extends Omit<CallerOptions, 'maxRetries'> {
  readonly userAgent: string;
}

/**
 * The most of an answer that is read, in bytes; a list of 10,000 auth methods is about 8 MB. Brackets in brackets take
 * more than fifty times their length when they are parsed.
 */
const LARGEST_ANSWER = 16 * 1024 * 1024;

/** Before each look for a name, in milliseconds. */
const LOOK_AFTER_MS = [0, 1_000, 3_000];

/** The calls of Datadog's API that auth methods need. Every method throws {@link DatadogError}. */
export class DatadogClient {
  private readonly http: Http;
  private readonly caller: Caller;

  constructor(connection: Connection, options: ClientOptions) {
    const { baseUrl, timeoutMs, maxRetries } = connection;
    const headers = {
      ...connection.headers,
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'User-Agent': options.userAgent,
      'X-Datadog-Managed-By': 'iac',
    };
    this.http = new Http({ baseUrl, headers, timeoutMs, largestAnswer: LARGEST_ANSWER });
    this.caller = new Caller(this.http, { ...options, maxRetries });
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
    if (method && method.id.toLowerCase() !== id.toLowerCase())
      throw unreadable('read', shown(call), `is about the auth method ${method.id}`);
    return method;
  }

  async list(signal: AbortSignal): Promise<readonly AuthMethod[]> {
    return this.expect('list', listCall(signal), 200, readList);
  }

  /**
   * Looks for the auth methods of a name that must be there, or may be: a list can lag behind a write, so that it is
   * asked up to three times while it shows none.
   */
  async lookFor(name: string, signal: AbortSignal): Promise<readonly AuthMethod[]> {
    for (const wait of LOOK_AFTER_MS) {
      if (wait > 0) await this.caller.pause(wait, 'list', listCall(signal));
      const found = ofName(await this.list(signal), name);
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The protocol of an auth method of whatever protocol; undefined when the list does not show it. */
  async protocolOf(id: string, signal: AbortSignal): Promise<string | undefined> {
    const call = { method: 'GET', path: LIST_PATH, signal } as const;
    return (await this.expect('list', call, 200, readProtocols)).get(id.toLowerCase());
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

  private expect<Value>(
    operation: Operation,
    request: HttpRequest,
    status: number,
    read: (body: unknown) => Read<Value>,
  ): Promise<Value> {
    return this.caller.call(operation, request, (reply) => {
      const body = parseJson(reply.text);
      if (reply.status !== status) {
        const names = ROWS.flatMap((row) => row.wire ?? []);
        throw refused(operation, shown(request), reply.status, readErrors(body), names);
      }
      if (body === undefined && operation !== 'delete')
        throw unreadable(
          operation,
          shown(request),
          reply.text === '' ? 'is empty' : 'is not JSON',
          'garbled',
        );
      const answer = read(body);
      if (isProblem(answer)) throw unreadable(operation, shown(request), answer.problem);
      return answer.value;
    });
  }
}

function listCall(signal: AbortSignal) {
  return { method: 'GET', path: `${LIST_PATH}?${LIST_QUERY}`, signal } as const;
}

// A 404 in other words is a proxy's or a wrong address's: an auth method is gone only when Datadog says so.
function missing(error: unknown): undefined {
  if (error instanceof DatadogError && error.status === 404 && error.inDatadogsWords) return undefined;
  throw error;
}
