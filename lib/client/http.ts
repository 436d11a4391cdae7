import type { AxiosError, AxiosInstance } from 'axios';
import { isOfThisMachine } from './hosts';
import { interruption, networkError, timeout, tooLarge } from './http-error';
import { linkedController } from './linked-controller';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** `URLSearchParams` are sent as a form, everything else as JSON. */
  readonly body?: unknown;
  /** In addition to those of every request. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/** Credentials that are not known from the start, or end. */
export interface Login {
  /** @throws HttpError when there are none */
  headers(signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /** Called when Datadog refused these headers. @returns whether there are others now */
  renew(refused: Readonly<Record<string, string>>, signal: AbortSignal): Promise<boolean>;
}

export interface HttpReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface HttpOptions {
  /** Without one, each `path` is a complete URL. */
  readonly baseUrl?: string;
  readonly headers: Readonly<Record<string, string>>;
  /** In addition to `headers`. */
  readonly login?: Login;
  readonly timeoutMs: number;
  /** The largest answer that is read, in bytes. */
  readonly largestAnswer: number;
}

/**
 * How long an idle connection is kept, in milliseconds. Servers close theirs after 5 s or more. A POST that
 * is sent at that moment is lost, and the client cannot know whether the server handled it.
 */
const LONGEST_IDLE_MS = 4_000;

/** Makes single HTTP calls. */
export class Http {
  private axios: Promise<AxiosInstance> | undefined;

  constructor(private readonly options: HttpOptions) {}

  /**
   * Loads axios ahead of the first call. It is loaded late because two of the three provider processes that
   * Terraform starts for one plan never make a call, and loading axios takes longer than everything else they
   * do.
   */
  ready(): Promise<AxiosInstance> {
    return (this.axios ??= this.load());
  }

  /**
   * @returns the answer, whatever its status
   * @throws HttpError when no answer came
   */
  async call(request: HttpRequest): Promise<HttpReply> {
    const { login } = this.options;
    if (!login) return this.send(request);
    const headers = await login.headers(request.signal);
    const reply = await this.send({ ...request, headers: { ...headers, ...request.headers } });
    // Datadog refused the token before it did anything, so a write may be sent again too.
    if (reply.status !== 401 || !(await login.renew(headers, request.signal))) return reply;
    const renewed = await login.headers(request.signal);
    return this.send({ ...request, headers: { ...renewed, ...request.headers } });
  }

  private async send(request: HttpRequest): Promise<HttpReply> {
    const axios = await this.ready();
    const { timeoutMs } = this.options;
    const { controller, release } = linkedController(request.signal, interruption);
    const timer = setTimeout(() => controller.abort(timeout(timeoutMs)), timeoutMs);
    const { signal } = controller;
    try {
      const { method, path: url, body, headers = {} } = request;
      const form = body instanceof URLSearchParams;
      const data = body === undefined ? {} : { data: form ? body.toString() : JSON.stringify(body) };
      // A proxy is another machine, where the same address means something else.
      const direct = isOfThisMachine(this.options.baseUrl ?? url) ? { proxy: false as const } : {};
      const reply = await axios.request<string>({ method, url, ...data, headers, signal, ...direct });
      return { status: reply.status, headers: reply.headers, text: reply.data };
    } catch (error) {
      // axios reports only that the call was cancelled; the signal has the reason.
      if (signal.aborted) throw networkError(signal.reason);
      throw isTooLarge(error) ? tooLarge(this.options.largestAnswer) : networkError(error);
    } finally {
      clearTimeout(timer);
      release();
    }
  }

  private async load(): Promise<AxiosInstance> {
    const [{ default: axios }, http, https] = await Promise.all([
      import('axios'),
      import('node:http'),
      import('node:https'),
    ]);
    const agent = { keepAlive: true, timeout: LONGEST_IDLE_MS };
    return axios.create({
      baseURL: this.options.baseUrl,
      headers: this.options.headers,
      httpAgent: new http.Agent(agent),
      // Otherwise NODE_TLS_REJECT_UNAUTHORIZED=0 would accept any certificate.
      httpsAgent: new https.Agent({ ...agent, rejectUnauthorized: true }),
      // A redirect would carry keys and secrets to another host.
      maxRedirects: 0,
      maxContentLength: this.options.largestAnswer,
      responseType: 'text',
      transformResponse: (text: string) => text,
      validateStatus: () => true,
    });
  }
}

/**
 * axios has no code for an answer beyond `maxContentLength`. Its other errors with this code have a response.
 */
function isTooLarge(error: unknown): boolean {
  const { code, response } = error as Partial<AxiosError>;
  return code === 'ERR_BAD_RESPONSE' && response === undefined;
}
