import type { AxiosInstance } from 'axios';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** A form is sent as one, all else as JSON. */
  readonly body?: unknown;
  /** Besides those of every request. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

export interface HttpReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface HttpOptions {
  /** Without one, the paths are whole URLs. */
  readonly baseUrl?: string;
  /** Those of every request. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** The most of an answer that is read, in bytes. */
  readonly largestAnswer: number;
}

/**
 * How long an unused connection is kept, in milliseconds. Servers close theirs after 5 s and more; a POST that is written
 * into a connection just then is lost, and nobody can say whether it was handled.
 */
const LONGEST_IDLE_MS = 4_000;

/** Makes one call and answers whatever status came; throws only when no answer came. */
export class Http {
  private axios: Promise<AxiosInstance> | undefined;

  constructor(private readonly options: HttpOptions) {}

  /**
   * Loads what a call needs; the first call does it otherwise. Two of the three provider processes that Terraform
   * starts for one plan never make a call, and loading axios takes longer than everything else they do.
   */
  ready(): Promise<AxiosInstance> {
    return (this.axios ??= this.load());
  }

  async call(request: HttpRequest): Promise<HttpReply> {
    const axios = await this.ready();
    const { signal, release } = endsInTime(request.signal, this.options.timeoutMs);
    try {
      const { method, path: url, body, headers = {} } = request;
      const form = body instanceof URLSearchParams;
      const data = body === undefined ? {} : { data: form ? body.toString() : JSON.stringify(body) };
      const reply = await axios.request<string>({ method, url, ...data, headers, signal });
      return { status: reply.status, headers: reply.headers, text: reply.data };
    } catch (error) {
      // axios says only that it was cancelled; the signal knows why.
      throw signal.aborted ? signal.reason : error;
    } finally {
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
      httpsAgent: new https.Agent(agent),
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
 * A signal that aborts with another one or after a time. Not AbortSignal.any: Node may collect a signal that it is
 * made of as garbage, and then it never aborts, so that a call waits for ever (nodejs/node#57736, nodejs/node#65995).
 */
function endsInTime(interrupt: AbortSignal, milliseconds: number) {
  const controller = new AbortController();
  const interrupted = () => controller.abort(interrupt.reason);
  if (interrupt.aborted) interrupted();
  interrupt.addEventListener('abort', interrupted);
  const late = () => controller.abort(new DOMException('The call took too long.', 'TimeoutError'));
  const timer = setTimeout(late, milliseconds);
  return {
    signal: controller.signal,
    release: () => {
      clearTimeout(timer);
      interrupt.removeEventListener('abort', interrupted);
    },
  };
}
