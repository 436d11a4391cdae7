import type { AxiosInstance } from 'axios';
import type { Connection } from './connection';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal: AbortSignal;
}

export interface HttpReply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** The most of an answer that is read, in bytes; a list of 10,000 auth methods is about 8 MB. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

/** Makes one call and answers whatever status came; throws only when no answer came. */
export class Http {
  private axios: Promise<AxiosInstance> | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly userAgent: string,
  ) {}

  async call(request: HttpRequest): Promise<HttpReply> {
    // Two of the three provider processes that Terraform starts for one plan never make a call,
    // and loading axios takes longer than everything else they do.
    this.axios ??= this.load();
    const axios = await this.axios;
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(this.connection.timeoutMs)]);
    try {
      const { method, path: url } = request;
      const data = request.body === undefined ? {} : { data: JSON.stringify(request.body) };
      const reply = await axios.request<string>({ method, url, ...data, signal });
      return { status: reply.status, headers: reply.headers, text: reply.data };
    } catch (error) {
      // axios says only that it was cancelled; the signal knows why.
      throw signal.aborted ? signal.reason : error;
    }
  }

  private async load(): Promise<AxiosInstance> {
    const [{ default: axios }, http, https] = await Promise.all([
      import('axios'),
      import('node:http'),
      import('node:https'),
    ]);
    return axios.create({
      baseURL: this.connection.baseUrl,
      headers: {
        ...this.connection.headers,
        Accept: 'application/json',
        'Content-Type': 'application/json',
        'User-Agent': this.userAgent,
        'X-Datadog-Managed-By': 'iac',
      },
      httpAgent: new http.Agent({ keepAlive: true }),
      httpsAgent: new https.Agent({ keepAlive: true }),
      // A redirect would carry the keys to another host.
      maxRedirects: 0,
      maxContentLength: LARGEST_ANSWER,
      responseType: 'text',
      transformResponse: (text: string) => text,
      validateStatus: () => true,
    });
  }
}
