import { ROWS } from '../attributes';
import { parseJson } from '../text/json';
import { readAnswer, type AuthMethod } from '../wire/answer';
import { readErrors } from '../wire/errors';
import { readList } from '../wire/list';
import { isProblem, type Read } from '../wire/read';
import { requestBody, type SentAttributes } from '../wire/request';
import { COLLECTION_PATH, LIST_PATH, LIST_QUERY, methodPath } from '../wire/routes';
import { ofName } from './by-name';
import { Caller, type ApiRequest, type CallerOptions } from './caller';
import { REAL_CLOCK } from './clock';
import { addressSentence, type Connection } from './connection';
import { DatadogError, meaningOf } from './errors';
import { Http } from './http';
import { DelegatedLogin } from './login/delegated-login';
import type { Fault, Operation } from './retry-policy';

export interface HttpClientOptions extends Omit<CallerOptions, 'maxRetries' | 'address'> {
  readonly userAgent: string;
  /** Takes secrets that only a login brings. */
  readonly conceal?: (secret: string) => void;
}

export interface ClientOptions extends HttpClientOptions {
  /**
   * Masks secrets in Datadog's error texts. It has to run before a text is changed: a part of a secret is not
   * found.
   */
  readonly redact: (text: string) => string;
}

/**
 * The largest answer that is read, in bytes. A list of 10,000 auth methods has about 8 MB. The limit is not
 * higher, because nested brackets take more than fifty times their size in memory when they are parsed.
 */
const LARGEST_ANSWER = 16 * 1024 * 1024;

/** The HTTP client of every call to Datadog. */
export function datadogHttp(connection: Connection, options: HttpClientOptions): Http {
  const { baseUrl, timeoutMs, login, maxRetries } = connection;
  const headers = {
    Accept: 'application/json',
    'Content-Type': 'application/json',
    'User-Agent': options.userAgent,
    'X-Datadog-Managed-By': 'iac',
  };
  const common = { baseUrl, timeoutMs, headers, largestAnswer: LARGEST_ANSWER };
  if (login.kind !== 'aws') return new Http({ ...common, headers: { ...headers, ...login.headers } });
  const { clock = REAL_CLOCK, conceal } = options;
  const caller = new Caller(new Http(common), {
    ...options,
    maxRetries,
    address: addressSentence(connection),
  });
  return new Http({ ...common, login: new DelegatedLogin({ target: login.target, caller, clock, conceal }) });
}

/**
 * How Datadog reports that an auth method does not exist. Any other 404 may come from a gateway, or mean that
 * the path of the base URL is wrong.
 */
const ABSENCE = /auth method.* not (exist|found)/i;

/** The waits before each list call of {@link DatadogClient.lookFor}, in milliseconds. */
const LOOK_UP_AFTER_MS = [0, 1_000, 3_000];

/**
 * The calls of Datadog's API for auth methods. Every method throws a {@link DatadogError} if its call fails.
 */
export class DatadogClient {
  private readonly http: Http;
  private readonly caller: Caller;
  private readonly redact: (text: string) => string;

  constructor(connection: Connection, options: ClientOptions) {
    const { maxRetries } = connection;
    this.http = datadogHttp(connection, options);
    this.caller = new Caller(this.http, { ...options, maxRetries, address: addressSentence(connection) });
    this.redact = options.redact;
  }

  /** Loads the HTTP client ahead of the first call. */
  async ready(): Promise<void> {
    await this.http.ready();
  }

  /** @param isKnown whether an id is known to be another auth method's; an answer about it is not believed */
  async create(
    attributes: SentAttributes,
    signal: AbortSignal,
    isKnown = (_: string) => false,
  ): Promise<AuthMethod> {
    const body = requestBody(attributes);
    const request = { operation: 'create', method: 'POST', path: COLLECTION_PATH, body, signal } as const;
    const isNew = (method: AuthMethod) =>
      ofName([method], attributes.name ?? '').length > 0 && !isKnown(method.id);
    return this.expect(201, request, answerAbout(isNew));
  }

  /** @returns undefined if Datadog answers that the auth method does not exist */
  async read(id: string, signal: AbortSignal): Promise<AuthMethod | undefined> {
    const request = { operation: 'read', method: 'GET', path: methodPath(id), signal } as const;
    return this.expect(200, request, answerAbout(hasId(id))).catch(ignoreAbsent);
  }

  async list(signal: AbortSignal): Promise<readonly AuthMethod[]> {
    return this.expect(200, listRequest(signal), readList);
  }

  /**
   * Finds the auth methods with a name that was just written, or may have been. The list can lag behind a
   * write, so it is read up to three times until it shows one.
   *
   * @param isFree whether the name is known to be free by now, so that the list is not read again
   */
  async lookFor(name: string, signal: AbortSignal, isFree = () => false): Promise<readonly AuthMethod[]> {
    for (const wait of LOOK_UP_AFTER_MS) {
      if (wait > 0 && isFree()) break;
      if (wait > 0) await this.caller.pause(wait, listRequest(signal));
      const methods = ofName(await this.list(signal), name);
      if (methods.length > 0) return methods;
    }
    return [];
  }

  async update(id: string, attributes: SentAttributes, signal: AbortSignal): Promise<AuthMethod> {
    const [path, body] = [methodPath(id), requestBody(attributes)];
    const request = { operation: 'update', method: 'PATCH', path, body, signal } as const;
    return this.expect(200, request, answerAbout(hasId(id)));
  }

  /** Succeeds as well if the auth method does not exist. */
  async delete(id: string, signal: AbortSignal): Promise<void> {
    const request = { operation: 'delete', method: 'DELETE', path: methodPath(id), signal } as const;
    await this.expect(204, request, () => ({ value: undefined })).catch(ignoreAbsent);
  }

  private expect<Value>(
    status: number,
    request: ApiRequest,
    read: (body: unknown) => Read<Value>,
  ): Promise<Value> {
    return this.caller.call(request, (reply) => {
      const fail = (fault: Fault) => new DatadogError(this.caller.failedCall(request), fault);
      const body = parseJson(reply.text);
      if (reply.status !== status)
        throw fail(this.refusal(request.operation, reply.status, readErrors(body)));
      if (body === undefined && request.operation !== 'delete')
        throw fail({ kind: 'garbled', problem: reply.text === '' ? 'is empty' : 'is not JSON' });
      const answer = read(body);
      if (isProblem(answer)) throw fail({ kind: 'strange', ...answer });
      return answer.value;
    });
  }

  /** What an answer with an unexpected status means. */
  private refusal(operation: Operation, status: number, texts: readonly string[]): Fault {
    const errors = texts.map(this.redact);
    const mentions = (text: RegExp) => errors.some((error) => text.test(error));
    const names = ROWS.flatMap(({ wire }) => wire ?? []);
    const attribute = status === 409 ? 'name' : names.find((name) => mentions(new RegExp(`\\b${name}\\b`)));
    const isAboutId = operation !== 'create' && operation !== 'list';
    const isAbsent = status === 404 && isAboutId && mentions(ABSENCE);
    return { kind: 'status', status, errors, attribute, isAbsent };
  }
}

function ignoreAbsent(error: unknown): undefined {
  if (!(error instanceof DatadogError) || meaningOf(error) !== 'absent') throw error;
}

/** An answer about another auth method is not believed. */
function answerAbout(isIt: (method: AuthMethod) => boolean) {
  return (body: unknown): Read<AuthMethod> => {
    const answer = readAnswer(body);
    if (isProblem(answer) || isIt(answer.value)) return answer;
    return { problem: `is about another auth method, ${answer.value.id}` };
  };
}

function hasId(id: string) {
  return (method: AuthMethod) => method.id.toLowerCase() === id.toLowerCase();
}

function listRequest(signal: AbortSignal) {
  return { operation: 'list', method: 'GET', path: `${LIST_PATH}?${LIST_QUERY}`, signal } as const;
}
