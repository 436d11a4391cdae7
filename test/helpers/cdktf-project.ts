import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  cleanEnvironment,
  COMMAND,
  ROOT,
  run,
  start,
  succeeded,
  TYPESCRIPT,
  type Finished,
  type Running,
} from './terraform';

/** What a project of each framework has installed, as seen from here. */
export const INSTALLED = { cdktf: ['cdktf', 'constructs', '@cdktf'], cdktn: ['cdktn', 'constructs'] };
const APP = ['node', ...TYPESCRIPT, 'main.ts'];

/**
 * An app with the auth method `payments` in the stack `webhooks`. Its secret is the variable
 * `payments_secret`.
 *
 * @param config more of the auth method's configuration; it wins
 * @param rest what follows the construct
 */
export const appOf = (config: string, rest = '') => `import { App, TerraformStack } from 'cdktf';
import {
  DatadogWebhooksProvider,
  EphemeralSecret,
  OAuth2ClientCredentialsAuthMethod,
} from 'cdktf-datadog-webhooks';
const app = new App();
const stack = new TerraformStack(app, 'webhooks');
new DatadogWebhooksProvider(stack, 'datadog-webhooks');
new OAuth2ClientCredentialsAuthMethod(stack, 'payments', {
  name: 'payments',
  accessTokenUrl: 'https://login.example.com/token',
  clientId: 'payments-webhooks',
  clientSecret: new EphemeralSecret(stack, 'payments-secret').stringValue,
  ${config}
})${rest};
app.synth();
`;

/**
 * A person's own CDKTF project in a new folder, with this package installed: for stories with the real cdktf
 * CLI.
 */
export class CdktfProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'cdktf-project-'));

  /** @param example the example's folder that it begins with; `main.ts` is the app */
  constructor(
    private readonly environment: NodeJS.ProcessEnv,
    example?: string,
  ) {
    if (example) cpSync(join(ROOT, 'examples', example), this.folder, { recursive: true });
    this.write('cdktf.json', JSON.stringify({ language: 'typescript', app: APP.join(' '), projectId: 'p' }));
    this.write('package.json', JSON.stringify({ private: true }));
    for (const name of INSTALLED.cdktf) this.link(join(ROOT, 'node_modules', name), name);
    this.link(ROOT, 'cdktf-datadog-webhooks');
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  /** Changes the code, as a person would in an editor. */
  edit(file: string, from: string, to: string): void {
    const text = this.read(file);
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    this.write(file, text.replace(from, to));
  }

  /** Runs a command of the CLI that has to succeed. */
  async succeed(args: string, extra: NodeJS.ProcessEnv = {}): Promise<Finished> {
    return succeeded(await this.cdktf(args, extra));
  }

  cdktf(args: string, extra: NodeJS.ProcessEnv = {}): Promise<Finished> {
    return this.start(args, extra).finished;
  }

  start(args: string, extra: NodeJS.ProcessEnv = {}): Running {
    const env = cleanEnvironment({ ...this.environment, ...extra, CI: '1', FORCE_COLOR: '0', NO_COLOR: '1' });
    return start(join(ROOT, 'node_modules/.bin/cdktf'), args.split(' '), { cwd: this.folder, env });
  }

  /** Synthesizes as the CLI does, in a tenth of its time. */
  async synth(): Promise<void> {
    const env = cleanEnvironment(this.environment);
    succeeded(await run(process.execPath, APP.slice(1), { cwd: this.folder, env }));
  }

  /** Synthesizes and deploys a stack, with Terraform and without the CLI. */
  async deploy(stack: string): Promise<void> {
    await this.synth();
    await this.terraform(stack, 'init');
    await this.terraform(stack, 'apply -auto-approve');
  }

  /** Starts `datadog-webhooks` of the built package in the project. */
  command(args: readonly string[], extra: NodeJS.ProcessEnv = {}, file = COMMAND): Running {
    const env = cleanEnvironment({ ...this.environment, ...extra });
    return start(process.execPath, [file, ...args], { cwd: this.folder, env });
  }

  review(args: readonly string[], extra: NodeJS.ProcessEnv = {}): Running {
    return this.command(['review', ...args], extra);
  }

  /** Runs Terraform in the folder of a stack; it has to succeed. */
  async terraform(stack: string, args: string, extra: NodeJS.ProcessEnv = {}): Promise<Finished> {
    return succeeded(await this.startTerraform(stack, args, extra).finished);
  }

  /** Runs Terraform in the folder of a stack, for its exit code. */
  startTerraform(stack: string, args: string, extra: NodeJS.ProcessEnv = {}): Running {
    const cwd = join(this.folder, 'cdktf.out/stacks', stack);
    const env = cleanEnvironment({ ...this.environment, ...extra });
    return start('terraform', args.split(' '), { cwd, env });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  [Symbol.dispose](): void {
    this.remove();
  }

  protected link(target: string, name: string): void {
    const path = join(this.folder, 'node_modules', name);
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path);
  }
}
