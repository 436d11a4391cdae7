import { readAnswer, type AuthMethod } from '../wire/answer';
import { readList } from '../wire/list';
import { isProblem, type Read } from '../wire/read';
import { requestBody, type SentAttributes } from '../wire/request';
import { COLLECTION_PATH, LIST_PATH, LIST_QUERY, methodPath } from '../wire/routes';
import { ofName } from './by-name';
import { Caller, type CallerOptions } from './caller';
import type { Connection } from './connection';
import { DatadogError, meaningOf } from './errors';
import { Http } from './http';
import { DelegatedLogin } from './login/delegated-login';

export interface ClientOptions extends Omit<CallerOptions, 'maxRetries' | 'address'> {
  readonly userAgent: string;
  /** Takes secrets that only a login brings. */
  readonly conceal?: (secret: string) => void;
}

/**
 * The largest answer that is read, in bytes. A list of 10,000 auth methods has about 8 MB. The limit is not
 * higher, because nested brackets take more than fifty times their size in memory when they are parsed.
 */
const LARGEST_ANSWER = 16 * 1024 * 1024;

/** The HTTP client of every call to Datadog. */
export function datadogHttp(connection: Connection, options: Omit<ClientOptions, 'redact'>): Http {
  const { baseUrl, timeoutMs, login } = connection;
  const headers = {
    Accept: 'application/json',
    'Content-Type': 'application/json',
    'User-Agent': options.userAgent,
    'X-Datadog-Managed-By': 'iac',
  };
  const common = { baseUrl, timeoutMs, headers, largestAnswer: LARGEST_ANSWER };
  if (login.kind !== 'aws') return new Http({ ...common, headers: { ...headers, ...login.headers } });
  const delegated = new DelegatedLogin(new Http(common), login.target, { ...options, ...connection });
  return new Http({ ...common, login: delegated });
}

const LIST_URL = `${LIST_PATH}?${LIST_QUERY}`;
const CREATE = { operation: 'create', method: 'POST', path: COLLECTION_PATH, success: 201 } as const;
const READ = { operation: 'read', method: 'GET', success: 200 } as const;
const LIST = { operation: 'list', method: 'GET', path: LIST_URL, success: 200 } as const;
const UPDATE = { operation: 'update', method: 'PATCH', success: 200 } as const;
const DELETE = { operation: 'delete', method: 'DELETE', success: 204 } as const;

/** The waits before each list call of {@link DatadogClient.lookFor}, in milliseconds. */
const LOOK_UP_AFTER_MS = [0, 1_000, 3_000];

/**
 * The calls of Datadog's API for auth methods. Every method throws a {@link DatadogError} if its call fails.
 */
export class DatadogClient {
  private readonly http: Http;
  private readonly caller: Caller;

  constructor(connection: Connection, options: ClientOptions) {
    this.http = datadogHttp(connection, options);
    this.caller = new Caller(this.http, { ...options, ...connection });
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
    const request = { ...CREATE, body: requestBody(attributes), signal };
    const isNew = (method: AuthMethod) =>
      ofName([method], attributes.name ?? '').length > 0 && !isKnown(method.id);
    return this.caller.call(request, answerAbout(isNew));
  }

  /** @returns undefined if Datadog answers that the auth method does not exist */
  async read(id: string, signal: AbortSignal): Promise<AuthMethod | undefined> {
    const request = { ...READ, path: methodPath(id), signal };
    return this.caller.call(request, answerAbout(hasId(id))).catch(ignoreAbsent);
  }

  async list(signal: AbortSignal): Promise<readonly AuthMethod[]> {
    return this.caller.call({ ...LIST, signal }, readList);
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
      if (wait > 0) await this.caller.pause(wait, { ...LIST, signal });
      const methods = ofName(await this.list(signal), name);
      if (methods.length > 0) return methods;
    }
    return [];
  }

  async update(id: string, attributes: SentAttributes, signal: AbortSignal): Promise<AuthMethod> {
    const request = { ...UPDATE, path: methodPath(id), body: requestBody(attributes), signal };
    return this.caller.call(request, answerAbout(hasId(id)));
  }

  /** Succeeds as well if the auth method does not exist. */
  async delete(id: string, signal: AbortSignal): Promise<void> {
    const request = { ...DELETE, path: methodPath(id), signal };
    await this.caller.call(request, () => ({ value: undefined })).catch(ignoreAbsent);
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
