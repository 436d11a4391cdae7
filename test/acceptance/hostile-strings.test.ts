import { authMethod, SECRET_VARIABLE } from '../helpers/configuration';
import { emulated } from '../helpers/emulated';
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
const hcl = (attributes: Record<string, string>, options?: Parameters<typeof authMethod>[1]) =>
  authMethod(attributes, options)
    .replaceAll('${', () => '$${')
    .replaceAll('%{', '%%{');
const everywhere = (text: string) => ({
  name: `n${text}`,
  access_token_url: `https://login.example.com/${text.replace(/\s/g, '')}`,
  client_id: `c${text}`,
  audience: text,
  scope: text.replace(/\s/g, '') || 'x',
});
describe('hostile text', () => {
  const world = emulated();
  beforeAll(async () => {
    world.workspace.write('');
    await world.workspace.succeed('init');
  });

  test('arrives as it is written, and stays', async () => {
    const secrets = ODD.map(([, text]) => (text.length > 1000 ? 'short' : text));
    const env = Object.fromEntries(secrets.map((secret, index) => [`TF_VAR_secret_${index}`, secret]));
    const declared = ODD.map(([, text], index) => {
      const variable = SECRET_VARIABLE.replace('"secret"', `"secret_${index}"`);
      return variable + hcl(everywhere(text), { label: `odd_${index}`, secret: `var.secret_${index}` });
    });
    world.workspace.write(declared.join(''));
    await world.workspace.succeed('apply -auto-approve', env);

    const held = new Map(
      world.emulator.methods().map(({ id, attributes }) => [attributes.name, { id, attributes }]),
    );
    for (const [index, [what, text]] of ODD.entries()) {
      const sent = Object.entries({ ...everywhere(text), protocol: 'oauth2-client-credentials' });
      const expected = Object.fromEntries(sent.map(([name, value]) => [name, value.normalize('NFC')]));
      const { id = '', attributes } = held.get(expected.name ?? '') ?? {};
      expect({ what, attributes, secret: world.emulator.secretOf(id) }).toStrictEqual({
        what,
        attributes: expected,
        secret: secrets[index],
      });
    }
    expect((await world.workspace.succeed('plan', env)).text).toContain('No changes.');
    await world.workspace.succeed('destroy -auto-approve', env);
  });

  test('a control character is refused in every attribute at once, and not shown as it is', async () => {
    const text = '\u001b[31m';
    const attributes = { ...everywhere(text), access_token_url: `https://login.example.com/${text}` };
    world.workspace.write(SECRET_VARIABLE + hcl(attributes));
    const { code, stderr, flat } = await world.workspace.terraform('validate');

    expect(code).toBe(1);
    for (const name of ['name', 'client_id', 'audience'])
      expect(flat).toContain(`${name} must not contain a control character, but contains "\\u001b".`);
    expect(flat).toContain(`Error: access_token_url is not valid with ${TYPE}.payments`);
    expect(stderr).not.toContain(text);
  });
});
