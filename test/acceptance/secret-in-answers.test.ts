import { startServer } from '../helpers/one-answer-server';
import { PROVIDER } from '../helpers/terraform';
import { LittleTerraform } from '../model/little-terraform';
import { DECLARED } from '../provider/in-process';

const settings = { api_url: '', api_key: 'api-key', app_key: 'app-key', max_retries: 0 };
const terraform = new LittleTerraform(PROVIDER, {}, settings);
let shown: (secret: string) => string;
/** Datadog and a token endpoint in one: both refuse the secret, and repeat it. */
let server: Awaited<ReturnType<typeof startServer>>;

beforeAll(async () => {
  server = await startServer((request, response) => {
    let body = '';
    request.on('data', (data: Buffer) => (body += data.toString()));
    request.on('end', () => {
      if (request.method === 'GET') return void response.end('{"data":[]}');
      const isToken = request.url === '/token';
      const secret = isToken
        ? new URLSearchParams(body).get('client_secret')
        : JSON.parse(body).data.attributes.client_secret;
      const text = shown(secret ?? '');
      const refusal = isToken ? { error: 'invalid_client', error_description: text } : { errors: [text] };
      response.writeHead(400).end(JSON.stringify(refusal));
    });
  });
  settings.api_url = server.url;
});
afterAll(async () => {
  await terraform.kill();
  await server.close();
});

/** What a deploy says that Datadog refuses, or the token endpoint. */
async function refusal(secret: string, verify_token: boolean): Promise<string> {
  const access_token_url = `${server.url}/token`;
  const code = new Map([
    ['payments', { ...DECLARED, client_secret_wo: secret, access_token_url, verify_token }],
  ]);
  const { said } = await terraform.apply(await terraform.plan(code), code);
  return said.join('\n');
}

/** The forms of a secret are those of test/text/secrets.test.ts. */
describe.each([
  ['Datadog', false],
  ['the token endpoint', true],
])('a secret that %s repeats is masked', (_, verify) => {
  test.each<[string, string, (secret: string) => string]>([
    ['it ends in a newline', 'Sup3rSecret\n', (text) => `client_secret '${text}' is invalid`],
    ['it is cut', 'Sup3rSecret9', (text) => `${text.slice(0, 8)}…`],
    ['it is in JSON in HTML', 'Sup3r"<Secret', (text) => JSON.stringify(text).replaceAll('<', '&lt;')],
  ])('when %s', async (_case, secret, show) => {
    shown = show;
    const text = await refusal(secret, verify);

    expect(text).toContain('***');
    expect(text).toContain(verify ? '400, "invalid_client": ' : 'was answered 400: ');
    expect(text).not.toMatch(/Sup3r|Secret/);
  });
});
