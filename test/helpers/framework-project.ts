import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import packageJson from '../../package.json';
import { cleanEnvironment, ROOT, run, succeeded, TYPESCRIPT, type Finished } from './terraform';

export const FRAMEWORKS = ['cdktf', 'cdktn'] as const;
export type Framework = (typeof FRAMEWORKS)[number];

/** What each framework's project has installed, as seen from here. */
const INSTALLED = { cdktf: ['cdktf', 'constructs', '@cdktf'], cdktn: ['cdktn', 'constructs'] };
const APP = ['node', ...TYPESCRIPT, 'main.ts'];

/** The folder that `npm run build` leaves each package in. */
const PACKAGE = { cdktf: ROOT, cdktn: join(ROOT, 'dist-cdktn') };

/** Packs the framework's package into a folder; the tarball. */
export async function pack(framework: Framework, folder: string): Promise<string> {
  // The build has run before the tests; packing must not run it again beneath them.
  const args = ['pack', PACKAGE[framework], '--pack-destination', folder, '--ignore-scripts'];
  succeeded(await run('npm', args, { cwd: folder, env: cleanEnvironment() }));
  return join(folder, `${framework}-datadog-webhooks-${packageJson.version}.tgz`);
}

/**
 * A person's project of one of the frameworks, with our package installed from its tarball, without a
 * registry.
 */
export class FrameworkProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'framework-'));
  private framework: Framework = 'cdktf';

  constructor(private readonly environment: NodeJS.ProcessEnv) {
    this.write('cdktf.json', JSON.stringify({ language: 'typescript', app: APP.join(' '), projectId: 'p' }));
    this.write('package.json', JSON.stringify({ private: true }));
  }

  /**
   * Takes what another framework has installed away, and installs this one. The stacks and their state stay.
   */
  async install(framework: Framework): Promise<void> {
    const modules = join(this.folder, 'node_modules');
    rmSync(modules, { recursive: true, force: true });
    for (const name of INSTALLED[framework]) {
      mkdirSync(dirname(join(modules, name)), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
    }
    const target = join(modules, `${framework}-datadog-webhooks`);
    mkdirSync(target);
    await this.run('tar', '-xzf', await pack(framework, this.folder), '-C', target, '--strip-components=1');
    this.framework = framework;
  }

  /** Writes the app. Its imports are the framework's; `cdktf` in the rest of the text stays. */
  code(text: string): void {
    const own = text
      .replaceAll("from 'cdktf'", `from '${this.framework}'`)
      .replaceAll("from 'cdktf-datadog-webhooks'", `from '${this.framework}-datadog-webhooks'`);
    this.write('main.ts', own);
  }

  /** The command of the package, for its exit code. */
  command(...args: readonly string[]): Promise<Finished> {
    const path = join('node_modules', `${this.framework}-datadog-webhooks`, 'dist/cli/datadog-webhooks.js');
    return this.start(process.execPath, [path, ...args]);
  }

  synth(): Promise<Finished> {
    return this.run(process.execPath, ...APP.slice(1));
  }

  /** Runs Terraform in a stack's folder; it has to succeed. */
  async terraform(stack: string, args: string): Promise<Finished> {
    return succeeded(
      await this.start('terraform', args.split(' '), join(this.folder, 'cdktf.out/stacks', stack)),
    );
  }

  async run(command: string, ...args: readonly string[]): Promise<Finished> {
    return succeeded(await this.start(command, args));
  }

  start(command: string, args: readonly string[], cwd = this.folder): Promise<Finished> {
    return run(command, args, { cwd, env: cleanEnvironment(this.environment) });
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.folder, file), text);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
