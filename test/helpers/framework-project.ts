import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { CdktfProject, INSTALLED } from './cdktf-project';
import { cleanEnvironment, ROOT, run, succeeded, type Running } from './terraform';

export const FRAMEWORKS = ['cdktf', 'cdktn'] as const;
export type Framework = (typeof FRAMEWORKS)[number];

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
 * A person's project of either framework, with our package installed from its tarball, without a registry.
 */
export class FrameworkProject extends CdktfProject {
  private framework: Framework = 'cdktf';

  /** Takes away what is installed, and installs this one's. The stacks and their state stay. */
  async install(framework: Framework): Promise<void> {
    const modules = join(this.folder, 'node_modules');
    rmSync(modules, { recursive: true });
    for (const name of INSTALLED[framework]) this.link(join(ROOT, 'node_modules', name), name);
    const target = join(modules, `${framework}-datadog-webhooks`);
    mkdirSync(target);
    const args = ['-xzf', await pack(framework, this.folder), '-C', target, '--strip-components=1'];
    succeeded(await run('tar', args, { cwd: this.folder, env: cleanEnvironment() }));
    this.framework = framework;
  }

  /** Writes the app. Its imports are the framework's; `cdktf` in the rest of the text stays. */
  code(text: string): void {
    const own = text
      .replaceAll("from 'cdktf'", `from '${this.framework}'`)
      .replaceAll("from 'cdktf-datadog-webhooks'", `from '${this.framework}-datadog-webhooks'`);
    this.write('main.ts', own);
  }

  /** Starts the command of the installed package. */
  override command(args: readonly string[], extra: NodeJS.ProcessEnv = {}): Running {
    const name = `${this.framework}-datadog-webhooks`;
    return super.command(args, extra, join('node_modules', name, 'dist/cli/datadog-webhooks.js'));
  }
}
