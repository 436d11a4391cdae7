import { isRecord, parseJson } from '../text/json';
import { Http, type HttpReply } from './http';
import { isAboutLogin, noAnswer, noToken, type Login, type Refusal } from './token-errors';

/** What a token is asked for with. */
export interface TokenRequest {
  /** Of the token endpoint. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** `null` for none, as is `scope`. */
  readonly audience: string | null;
  readonly scope: string | null;
}

export interface TokenEndpointOptions {
  readonly userAgent: string;
  readonly timeoutMs: number;
  /** Takes secrets out of the endpoint's words, before they are cut to a length that messages can bear. */
  readonly redact: (text: string) => string;
}

/** The most of an answer that is read, in bytes. A token travels in headers, which servers hold far smaller. */
const LARGEST_ANSWER = 256 * 1024;

/** Asks token endpoints for a token by the grant of client credentials (RFC 6749 §4.4). */
export class TokenEndpoint {
  private readonly http: Http;

  constructor(private readonly options: TokenEndpointOptions) {
    const { userAgent, timeoutMs } = options;
    const headers = {
      Accept: 'application/json',
      'Content-Type': 'application/x-www-form-urlencoded',
      'User-Agent': userAgent,
    };
    this.http = new Http({ headers, timeoutMs, largestAnswer: LARGEST_ANSWER });
  }

  /**
   * Asks once for each way to log in, until one works: endpoints must take HTTP Basic and may take the credentials in
   * the body (RFC 6749 §2.3.1), but there are those that take the body alone.
   *
   * @returns the access token
   * @throws TokenError
   */
  async token(request: TokenRequest, signal: AbortSignal): Promise<string> {
    const refusals: Refusal[] = [];
    for (const login of ['basic', 'body'] as const) {
      const answer = await this.ask(request, login, signal);
      if (typeof answer === 'string') return answer;
      refusals.push(answer);
      if (!isAboutLogin(answer)) break;
    }
    throw noToken(request.url, refusals);
  }

  private async ask(request: TokenRequest, login: Login, signal: AbortSignal): Promise<string | Refusal> {
    const { url: path, clientId, clientSecret, audience, scope } = request;
    const basic = Buffer.from(`${formEncoded(clientId)}:${formEncoded(clientSecret)}`).toString('base64');
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      ...(login === 'body' ? { client_id: clientId, client_secret: clientSecret } : {}),
      ...(audience === null ? {} : { audience }),
      ...(scope === null ? {} : { scope }),
    });
    const headers: Record<string, string> = login === 'basic' ? { Authorization: `Basic ${basic}` } : {};
    const reply = await this.http
      .call({ method: 'POST', path, body, headers, signal })
      .catch((error: unknown) => {
        throw noAnswer(path, error);
      });
    return this.read(reply, login);
  }

  /** A token (RFC 6749 §5.1), or what was said in its place (§5.2), by some endpoints with the status of a success. */
  private read({ status, text }: HttpReply, login: Login): string | Refusal {
    const json = parseJson(text);
    const answer: Readonly<Record<string, unknown>> = isRecord(json) ? json : {};
    const { access_token: token, error, error_description: words } = answer;
    if (status >= 200 && status < 300 && typeof token === 'string' && token !== '') return token;
    const { redact } = this.options;
    return {
      login,
      status,
      ...(typeof error === 'string' ? { code: redact(error) } : {}),
      ...(typeof words === 'string' ? { words: redact(words) } : {}),
    };
  }
}

/** As HTTP Basic wants a client's id and secret before they are joined and turned to base64 (RFC 6749 §2.3.1). */
export function formEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}
