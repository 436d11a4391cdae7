import { isRecord, parseJson } from '../text/json';
import { Http, type HttpReply } from './http';
import { isClearText } from './hosts';
import { networkError } from './http-error';
import { inClearText, mayNeedOtherLogin, noAnswer, noToken, type Login, type Refusal } from './token-errors';

/** What a token is requested with. */
export interface TokenRequest {
  /** Of the token endpoint. */
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** `null` for none. */
  readonly audience: string | null;
  /** `null` for none. */
  readonly scope: string | null;
}

export interface TokenEndpointOptions {
  readonly userAgent: string;
  readonly timeoutMs: number;
  /**
   * Masks secrets in the endpoint's error texts. It has to run before a text is cut: half a secret is not
   * found.
   */
  readonly redact: (text: string) => string;
}

/**
 * The largest answer that is read, in bytes. Tokens are sent in headers, and servers accept far smaller ones.
 */
const LARGEST_ANSWER = 256 * 1024;

/** Requests tokens with the client credentials grant (RFC 6749 §4.4). */
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
   * Requests a token with HTTP Basic and, if that may be the problem, with the credentials in the body.
   * Endpoints must accept HTTP Basic and may accept the body (RFC 6749 §2.3.1), but some accept the body
   * only.
   *
   * @returns the access token
   * @throws TokenError
   */
  async token(request: TokenRequest, signal: AbortSignal): Promise<string> {
    if (isClearText(request.url, process.env)) throw inClearText(request.url);
    const first = await this.ask(request, 'basic', signal);
    if (typeof first === 'string') return first;
    if (!mayNeedOtherLogin(first)) throw noToken(request.url, [first]);
    const second = await this.ask(request, 'body', signal);
    if (typeof second === 'string') return second;
    throw noToken(request.url, [first, second]);
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
        throw noAnswer(path, networkError(error));
      });
    return this.read(reply, login);
  }

  /** A token (RFC 6749 §5.1) or an error (§5.2), which some endpoints send with the status of a success. */
  private read({ status, text }: HttpReply, login: Login): string | Refusal {
    const json = parseJson(text);
    const answer: Readonly<Record<string, unknown>> = isRecord(json) ? json : {};
    const { access_token: token, error, error_description: description } = answer;
    const isToken = typeof token === 'string' && token.trim() !== '' && !error;
    if (status >= 200 && status < 300 && isToken) return token;
    const { redact } = this.options;
    return {
      login,
      status,
      ...(typeof error === 'string' ? { code: redact(error) } : {}),
      ...(typeof description === 'string' ? { description: redact(description) } : {}),
    };
  }
}

/**
 * Encodes a client's id or secret for HTTP Basic, before they are joined and encoded in base64 (RFC 6749
 * §2.3.1).
 */
export function formEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}
