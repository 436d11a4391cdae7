import { authMethod, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
import { startServer } from '../helpers/one-answer-server';
import { TYPE } from '../helpers/terraform';

/** What reaches Datadog exactly, in every text attribute. */
const ODD: readonly [string, string][] = [
  ['quotes, backslashes and templates', `"\\'%{if}\${'x'} <script>alert(1)</script> | \` *`],
  ['emoji', '👩‍👩‍👧‍👦🏳️‍🌈'],
  ['text from right to left, with marks', 'שלום\u200f \u202eevil\u2066 \u061c'],
  ['characters of no width', 'a\u200b\u200d\ufeffb'],
  ['line separators', 'a\u2028b\u2029c'],
  ['a name of an object', '__proto__'],
  ['two lines and a tab', 'a\nb\r\nc\td'],
  ['a path', '../../x'],
  ['1 MB in all', 'é'.repeat(90_000)],
];

/** As HCL has a text: JSON's escapes, and no template. */
const hcl = (attributes: Record<string, string>) =>
  authMethod(attributes)
    .replaceAll('${', () => '$${')
    .replaceAll('%{', '%%{');
const everywhere = (text: string) => ({
  name: `n${text}`,
  access_token_url: `https://login.example.com/${text.replace(/\s/g, '')}`,
  client_id: `c${text}`,
  audience: text,
  scope: text.replace(/\s/g, '') || 'x',
});
const STEERING = /[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

describe('hostile text', () => {
  const world = emulated();
  beforeAll(async () => {
    world.workspace.write('');
    await world.workspace.succeed('init');
  });
  beforeEach(() => {
    for (const { id } of world.emulator.methods()) world.emulator.remove(id);
  });

  test.each(ODD)('%s arrives as it is written, and stays', async (_case, text) => {
    world.workspace.write(SECRET_VARIABLE + hcl(everywhere(text)));
    const secret = text.length > 1000 ? 'short' : text;
    await world.workspace.succeed('apply -auto-approve -state=odd.tfstate', { TF_VAR_secret: secret });

    const [method] = world.emulator.methods();
    const expected = Object.entries({ ...everywhere(text), protocol: 'oauth2-client-credentials' });
    expect(method!.attributes).toStrictEqual(
      Object.fromEntries(expected.map(([name, value]) => [name, value.normalize('NFC')])),
    );
    expect(world.emulator.secretOf(method!.id)).toBe(secret);
    const again = await world.workspace.succeed('plan -state=odd.tfstate', { TF_VAR_secret: secret });
    expect(again.text).toContain('No changes.');
    await world.workspace.succeed('destroy -auto-approve -state=odd.tfstate', { TF_VAR_secret: secret });
  });

  test.each([
    ['an escape sequence', '\u001b[31m', '\\u001b'],
    ['a zero', '\0', '\\u0000'],
    ['a control character of 8 bits', '\u009b31m', '\\u009b'],
  ])('%s is refused in every attribute, and not shown as it is', async (_case, text, shown) => {
    const attributes = { ...everywhere(text), access_token_url: `https://login.example.com/${text}` };
    world.workspace.write(SECRET_VARIABLE + hcl(attributes).replaceAll('\u009b', '\\u009b'));
    const { code, stderr, flat } = await world.workspace.terraform('validate');

    expect(code).toBe(1);
    for (const name of ['name', 'client_id', 'audience'])
      expect(flat).toContain(`${name} must not have a control character in it, but has "${shown}".`);
    expect(flat).toContain('Error: access_token_url is not valid');
    expect(stderr).not.toMatch(STEERING);
  });

  test('a secret may be any text', async () => {
    const secret = 'line 1\nline 2\u001b[31m\u202e👩‍👧';
    world.workspace.write(SECRET_VARIABLE + authMethod());
    await world.workspace.succeed('apply -auto-approve', { TF_VAR_secret: secret });

    expect(world.emulator.secretOf('payments')).toBe(secret);
    await world.workspace.succeed('destroy -auto-approve');
  });

  test('what somebody wrote in Datadog does nothing to the terminal of those who are told', async () => {
    world.workspace.write(SECRET_VARIABLE + authMethod());
    await world.workspace.succeed('apply -auto-approve');
    world.emulator.edit('payments', {
      name: 'a\u001b[2J\u001b]0;title\u0007\r\nError: fake\u009b31m\u202eevil\u2066\u2028\ud800',
    });
    const { stdout, stderr, code } = await world.workspace.terraform('plan -refresh-only');
    const warning = (stdout + stderr).slice((stdout + stderr).indexOf('Warning: Drift'));

    expect(code).toBe(0);
    expect(warning).toContain(
      String.raw`live in Datadog "a\u001b[2J\u001b]0;title\u0007\r\nError: fake\u009b31m\u202eevil\u2066\u2028`,
    );
    expect(warning).not.toMatch(STEERING);
  });
});

describe('a hostile answer', () => {
  const world = emulated();
  const ID = '9e9c7e3e-e872-45b9-ad57-df0e745c432e';
  beforeAll(async () => {
    world.workspace.write(SECRET_VARIABLE + authMethod());
    await world.workspace.succeed('init');
  });

  const method = (id: string, more = '') =>
    `{"data":{"id":${JSON.stringify(id)},"type":"webhooks-auth-method-oauth2-client-credentials","attributes":{${more}"name":"n","access_token_url":"https://a/b","client_id":"c","audience":null,"scope":null,"protocol":"oauth2-client-credentials"}}}`;
  const MB = 1024 * 1024;

  test.each<[string, number, string, string]>([
    [
      'escapes in a reason',
      400,
      JSON.stringify({ errors: ['\u001b[2J\u202eno'] }),
      String.raw`answered 400: \u001b[2J\u202eno.`,
    ],
    ['a reason of 10 MB', 400, JSON.stringify({ errors: ['x'.repeat(10 * MB)] }), '… (cut)'],
    ['a million reasons', 400, JSON.stringify({ errors: Array(1_000_000).fill('no') }), '… (cut)'],
    ['100 MB', 200, 'x'.repeat(100 * MB), 'was answered with a body that is larger than 16 MiB.'],
    ['arrays in arrays', 200, '['.repeat(15 * MB), 'is not JSON'],
    ['arrays in arrays that end', 200, '['.repeat(MB) + ']'.repeat(MB), 'is not a JSON object'],
    ['a path for an id', 200, method('../../x'), 'has no UUID in "id"'],
    ['the id of another', 200, method(ID.replace('9', '8')), 'is about another auth method, 8e9c7e3e'],
    [
      'no attributes of its own',
      200,
      `{"data":{"id":"${ID}","type":"webhooks-auth-method-oauth2-client-credentials","attributes":{"__proto__":{"name":"n"}}}}`,
      'has no string in "name"',
    ],
  ])('%s is told in few words', async (_case, status, body, told) => {
    const server = await startServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
    const { code, stderr, flat } = await world.workspace.terraform(`import ${TYPE}.payments ${ID}`, {
      DD_HOST: server.url,
    });
    await server.close();

    expect(code).toBe(1);
    expect(flat).toContain(told);
    expect(stderr.length).toBeLessThan(20_000);
    expect(stderr).not.toMatch(STEERING);
    expect(stderr).not.toMatch(/crashed|did not respond/);
  });

  test('__proto__ beside what is right changes nothing', async () => {
    const server = await startServer((_request, response) => {
      response.end(method(ID, '"__proto__":{"name":"evil"},"constructor":1,'));
    });
    await world.workspace.succeed(`import ${TYPE}.payments ${ID}`, { DD_HOST: server.url });
    await server.close();

    expect(world.workspace.read('terraform.tfstate')).toContain('"name": "n"');
  });
});
