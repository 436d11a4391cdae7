import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * A client of the server; it may ask for the scopes `read` and `write` and the audience
 * `https://api.example.com`.
 */
export interface OidcClient {
  readonly id: string;
  readonly secret: string;
  /** The one way to log in that it is registered with. */
  readonly login: 'basic' | 'body';
}

/** A request as the token endpoint got it. */
export interface Asked {
  readonly authorization?: string;
  readonly body: string;
}

export type OidcServer = Awaited<ReturnType<typeof startOidcServer>>;

/** Starts oidc-provider in a process of its own: it is an ES module, which Jest cannot load. */
export async function startOidcServer(clients: readonly OidcClient[]) {
  const child = spawn(process.execPath, [join(__dirname, 'oidc-process.mjs'), JSON.stringify(clients)], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (data: Buffer) => (complaints += data.toString()));
  const ended = once(child, 'close');
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const { value: url, done } = await lines.next();
  if (done) throw new Error(`the OAuth2 server did not start: ${complaints}`);
  const tell = async <Answer>(path: string, body: object = {}) => {
    const answer = await fetch(url + path, { method: 'POST', body: JSON.stringify(body) });
    return (await answer.json()) as Answer;
  };
  return {
    tokenUrl: `${url}/token`,
    /** The requests since the last call. */
    asked: () => tell<Asked[]>('/asked'),
    /** All tokens that it gave. */
    tokens: () => tell<string[]>('/tokens'),
    /** Gives a client another secret. */
    rotate: (id: string, secret: string) => tell<null>('/rotate', { id, secret }),
    async close() {
      child.stdin.end();
      await ended;
    },
  };
}
