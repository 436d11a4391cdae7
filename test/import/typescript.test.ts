import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { command } from '../cli/command';
import { CdktfProject } from '../helpers/cdktf-project';
import { fullRun } from '../helpers/full-run';
import { LIST, takeGathered, takeRequests } from '../helpers/requests';
import { TYPE } from '../helpers/terraform';
import { ODD_NAMES } from './names';

/** An organisation with so many auth methods, a project, and the file that the command wrote for it. */
class Imported {
  readonly project: CdktfProject;
  readonly environment: NodeJS.ProcessEnv;

  private constructor(readonly emulator: Emulator) {
    this.environment = { DD_HOST: emulator.url, DD_API_KEY: 'api-key', DD_APP_KEY: 'app-key' };
    this.project = new CdktfProject(this.environment);
  }

  static async of(names: readonly string[]): Promise<Imported> {
    const imported = new Imported(await startEmulator());
    all.push(imported);
    names.forEach((name, index) => imported.emulator.add(methodOf(name, index)));
    const options = { env: imported.environment, cwd: imported.project.folder };
    expect(await cli.with(options, 'import', '--all').ended).toStrictEqual({
      code: 0,
      stdout: '',
      stderr: `Wrote ${names.length} auth method${names.length === 1 ? '' : 's'} to auth-methods.ts. Call authMethods(this) in your stack, and deploy.\n`,
    });
    expect(takeRequests(imported.emulator)).toStrictEqual([LIST]);
    return imported;
  }

  get file(): string {
    return join(this.project.folder, 'auth-methods.ts');
  }

  /** Synthesizes a stack that calls it, and answers what Terraform is given. */
  async synth(
    app = '{}',
  ): Promise<{ resource: Record<string, object>; import: { id: string; to: string }[] }> {
    this.project.write(
      'main.ts',
      `import { App, TerraformStack } from 'cdktf';
import { DatadogWebhooksProvider } from 'cdktf-datadog-webhooks';
import { authMethods } from './auth-methods';
const app = new App(${app});
class Webhooks extends TerraformStack {
  constructor() {
    super(app, 'webhooks');
    new DatadogWebhooksProvider(this, 'datadog-webhooks-provider');
    authMethods(this);
  }
}
new Webhooks();
app.synth();
`,
    );
    await this.project.synth();
    return JSON.parse(this.project.read('cdktf.out/stacks/webhooks/cdk.tf.json'));
  }

  async end(): Promise<void> {
    this.project.remove();
    await this.emulator.close();
  }
}

/** Every third one has all that can be set, and long values; the odd name is in each of them. */
function methodOf(name: string, index: number) {
  return {
    name,
    access_token_url: `https://login.example.com/${'tenant/'.repeat(index % 3 === 0 ? 9 : 0)}token`,
    client_id: `${name} client`,
    ...(index % 3 === 0
      ? { audience: `for ${name}`, scope: 'read:webhooks write:webhooks '.repeat(4).trim() }
      : {}),
  };
}

/** cdktf would run `terraform version` for each import. */
const QUICKLY = '{ skipValidation: true }';
const COUNT = ODD_NAMES.length;
const MANY = fullRun ? 1_000 : 100;

const cli = command();

const all: Imported[] = [];
let one: Imported, odd: Imported, many: Imported;
beforeAll(async () => {
  one = await Imported.of(['payments']);
  odd = await Imported.of(ODD_NAMES);
  many = await Imported.of(
    Array.from({ length: MANY }, (_, index) => `${ODD_NAMES[index % COUNT]} ${Math.floor(index / COUNT)}`),
  );
});
afterAll(() => Promise.all(all.map((imported) => imported.end())));

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
  const program = ts.createProgram(
    all.map(({ file }) => file),
    options,
  );
  const problems = ts.getPreEmitDiagnostics(program);

  expect(ts.formatDiagnostics(problems, ts.createCompilerHost(options))).toBe('');
});

test('it says how a secret is added, and holds none', () => {
  for (const { file } of all) {
    const text = readFileSync(file, 'utf8');
    const [head = '', body = ''] = text.split('export function');

    expect(head).toContain('clientSecret: new EphemeralSecret(scope, "payments-secret").stringValue,');
    expect(body).not.toMatch(/secret:|audience: null|""/i);
  }
});

test.each([
  ['1', () => one, 1, '{}'],
  ['many', () => many, MANY, QUICKLY],
])('%s: each is a resource of its own, imported by its id', async (_, of, count, app) => {
  const { resource, import: imports } = await of().synth(app);

  expect(Object.keys(resource[TYPE] ?? {})).toHaveLength(count);
  expect(imports.map(({ id }) => id).sort()).toStrictEqual(
    of()
      .emulator.methods()
      .map(({ id }) => id)
      .sort(),
  );
  expect(new Set(imports.map(({ to }) => to)).size).toBe(count);
});

test('odd names: a deploy imports them, changes nothing and only reads, and the next plan is empty', async () => {
  await odd.synth(QUICKLY);
  const terraform = (args: string) => odd.project.terraform('webhooks', `${args} -no-color`);
  await terraform('init');
  const planned = await terraform('plan -out=plan');
  const applied = await terraform('apply plan');
  expect(takeGathered(odd.emulator)).toStrictEqual([LIST]);
  const again = await terraform('plan -detailed-exitcode');

  expect(planned.text).toContain(`Plan: ${COUNT} to import, 0 to add, 0 to change, 0 to destroy.`);
  expect(applied.text).toContain(
    `Apply complete! Resources: ${COUNT} imported, 0 added, 0 changed, 0 destroyed.`,
  );
  expect(again.text).toContain('No changes.');
  expect(takeGathered(odd.emulator)).toStrictEqual([LIST]);
});
