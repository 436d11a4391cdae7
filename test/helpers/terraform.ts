import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import packageJson from '../../package.json';

export const ROOT = join(__dirname, '../..');
/** The built provider, and the built command. */
export const PROVIDER = join(ROOT, 'dist/provider/terraform-provider-datadogwebhooks');
export const COMMAND = join(ROOT, 'dist/cli/datadog-webhooks.js');
export const TYPE = 'datadogwebhooks_oauth2_client_credentials';
/** Makes `node` run TypeScript. */
export const TYPESCRIPT = ['--require', join(ROOT, 'test/helpers/typescript.cjs')];

export interface Finished {
  readonly code: number | null;
  /** Standard output and standard error as a person reads them: without colours and box lines. */
  readonly text: string;
  /**
   * {@link text} with every white space as one blank: Terraform wraps messages at the width of a terminal.
   */
  readonly flat: string;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
}

interface RunOptions {
  readonly cwd: string;
  /** After so many milliseconds it is ended. */
  readonly timeout?: number;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs a program to its end. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<Finished> {
  return start(command, args, options).finished;
}

export function start(command: string, args: readonly string[], options: RunOptions): Running {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const finished = new Promise<Finished>((resolve, reject) => {
    let [stdout, stderr] = ['', ''];
    // A letter of several bytes may come in two pieces.
    child.stdout.setEncoding('utf8').on('data', (data: string) => (stdout += data));
    child.stderr.setEncoding('utf8').on('data', (data: string) => (stderr += data));
    child.on('error', reject);
    child.on('close', (code) => {
      const text = readable(stdout + stderr);
      resolve({ code, stdout, stderr, text, flat: text.replace(/\s+/g, ' ') });
    });
  });
  return { child, finished };
}

/** Terraform wraps its messages in boxes; the words are what a test is about. */
export function readable(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/^[│╷╵ ]+$/gm, '')
    .replace(/^│ ?/gm, '')
    .replace(/[^\S\n]+$/gm, '');
}

/** The environment of a person who has Terraform, Node and, where a test gives them, Datadog's variables. */
export function cleanEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(TF_|DD_|DATADOG_|NODE_OPTIONS$|JEST_|https?_proxy$|no_proxy$)/i.test(name),
  );
  return { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1', ...extra };
}

/** What a program that had to succeed said; fails with all of it when the program did not. */
export function succeeded(finished: Finished): Finished {
  if (finished.code !== 0) throw new Error(`ended with ${finished.code}:\n${finished.text}`);
  return finished;
}

/**
 * A folder with a Terraform configuration and the built provider beside it, as the construct puts it there.
 */
export class Workspace {
  readonly folder = mkdtempSync(join(tmpdir(), 'workspace-'));

  /** @param attached what makes Terraform use a provider that runs already, in the same environment */
  constructor(
    private readonly environment: NodeJS.ProcessEnv,
    private readonly attached: NodeJS.ProcessEnv = {},
  ) {
    const mirror = join(this.folder, 'terraform.d/plugins/terraform.local/cdktf/datadogwebhooks');
    mkdirSync(mirror, { recursive: true });
    for (const platform of ['linux_amd64', 'linux_arm64', 'darwin_amd64', 'darwin_arm64']) {
      const zip = `terraform-provider-datadogwebhooks_${packageJson.version}_${platform}.zip`;
      cpSync(join(ROOT, 'dist/provider.zip'), join(mirror, zip));
    }
  }

  /** The same folder once more, initialised if this one is, for an environment of its own. */
  copy(environment: NodeJS.ProcessEnv, attached: NodeJS.ProcessEnv = {}): Workspace {
    const copy = new Workspace(environment, attached);
    cpSync(this.folder, copy.folder, { recursive: true });
    return copy;
  }

  /** Writes the configuration; the provider's requirement is added. */
  write(hcl: string): void {
    writeFileSync(join(this.folder, 'main.tf'), `${REQUIRED}\n${hcl}`);
  }

  read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  /** What the local state has of each object, deposed ones too. */
  attributes(): { readonly id: string; readonly [name: string]: unknown }[] {
    const { resources } = JSON.parse(this.read('terraform.tfstate')) as {
      resources: { instances: { attributes: { id: string } }[] }[];
    };
    return resources.flatMap(({ instances }) => instances.map(({ attributes }) => attributes));
  }

  terraform(args: string, extra: NodeJS.ProcessEnv = {}): Promise<Finished> {
    return this.start(args, extra).finished;
  }

  /** Starts a command that a test wants to disturb. */
  start(args: string, extra: NodeJS.ProcessEnv = {}): Running {
    // A provider that runs already has an environment of its own, and nothing to be installed.
    const isAttached =
      !args.startsWith('init') && Object.keys(extra).every((name) => name.startsWith('TF_VAR_'));
    const env = cleanEnvironment({ ...(isAttached ? this.attached : {}), ...this.environment, ...extra });
    return start('terraform', [...args.split(' '), '-no-color'], { cwd: this.folder, env });
  }

  /** Runs a command that has to succeed. */
  async succeed(args: string, extra: NodeJS.ProcessEnv = {}): Promise<Finished> {
    return succeeded(await this.terraform(args, extra));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const REQUIRED = `terraform {
  required_providers {
    datadogwebhooks = {
      source = "terraform.local/cdktf/datadogwebhooks"
    }
  }
}
`;
