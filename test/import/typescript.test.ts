import { join } from 'node:path';
import ts from 'typescript';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { command } from '../cli/command';
import { CdktfProject } from '../helpers/cdktf-project';
import { LIST, takeGathered, takeRequests } from '../helpers/requests';
import { ODD_NAMES } from './names';

/** Every third one has all that can be set; the odd name is in each of them. */
function methodOf(name: string, index: number) {
  return {
    name,
    access_token_url: 'https://login.example.com/token',
    client_id: `${name} client`,
    ...(index % 3 === 0 ? { audience: `for ${name}`, scope: 'read:webhooks write:webhooks' } : {}),
  };
}

const MAIN = `import { App, TerraformStack } from 'cdktf';
import { DatadogWebhooksProvider } from 'cdktf-datadog-webhooks';
import { authMethods } from './auth-methods';
// cdktf would run \`terraform version\` for each import.
const app = new App({ skipValidation: true });
const stack = new TerraformStack(app, 'webhooks');
new DatadogWebhooksProvider(stack, 'datadog-webhooks-provider');
authMethods(stack);
app.synth();
`;
const COUNT = ODD_NAMES.length;

const cli = command();

/** An organisation with so many auth methods, a project, and the file that the command wrote for it. */
let emulator: Emulator;
let project: CdktfProject;
beforeAll(async () => {
  emulator = await startEmulator();
  ODD_NAMES.forEach((name, index) => emulator.add(methodOf(name, index)));
  const env = { DD_HOST: emulator.url, DD_API_KEY: 'api-key', DD_APP_KEY: 'app-key' };
  project = new CdktfProject(env);
  expect(await cli.with({ env, cwd: project.folder }, 'import', '--all').ended).toStrictEqual({
    code: 0,
    stdout: '',
    stderr: `Wrote ${COUNT} auth methods to auth-methods.ts. Call authMethods(this) in your stack, and deploy.\n`,
  });
  expect(takeRequests(emulator)).toStrictEqual([LIST]);
});
afterAll(async () => {
  project.remove();
  await emulator.close();
});

test('it compiles under strict', () => {
  const options: ts.CompilerOptions = {
    strict: true,
    noUnusedLocals: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    types: [],
  };
  const program = ts.createProgram([join(project.folder, 'auth-methods.ts')], options);
  const problems = ts.getPreEmitDiagnostics(program);

  expect(ts.formatDiagnostics(problems, ts.createCompilerHost(options))).toBe('');
});

test('it says how a secret is added, and holds none', () => {
  const [head = '', body = ''] = project.read('auth-methods.ts').split('export function');

  expect(head).toContain('clientSecret: new EphemeralSecret(scope, "payments-secret").stringValue,');
  expect(body).not.toMatch(/secret:|audience: null|""/i);
});

test('a deploy imports each by its id, changes nothing and only reads, and the next plan is empty', async () => {
  project.write('main.ts', MAIN);
  await project.synth();
  const { import: imports } = JSON.parse(project.read('cdktf.out/stacks/webhooks/cdk.tf.json'));
  const terraform = (args: string) => project.terraform('webhooks', `${args} -no-color`);
  await terraform('init');
  const planned = await terraform('plan -out=plan');
  const applied = await terraform('apply plan');
  expect(takeGathered(emulator)).toStrictEqual([LIST]);
  const again = await terraform('plan -detailed-exitcode');

  expect(imports.map(({ id }: { id: string }) => id).sort()).toStrictEqual(
    emulator
      .methods()
      .map(({ id }) => id)
      .sort(),
  );
  expect(planned.text).toContain(`Plan: ${COUNT} to import, 0 to add, 0 to change, 0 to destroy.`);
  expect(applied.text).toContain(
    `Apply complete! Resources: ${COUNT} imported, 0 added, 0 changed, 0 destroyed.`,
  );
  expect(again.text).toContain('No changes.');
  expect(takeGathered(emulator)).toStrictEqual([LIST]);
});
