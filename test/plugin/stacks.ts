import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { arch, platform, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Process } from '../helpers/plugin-client';

/** A local mirror with one provider, and folders to run the real Terraform in. */
export class Stacks {
  private readonly folder = mkdtempSync(join(tmpdir(), 'stacks-'));
  private readonly sockets = join(this.folder, 'sockets');

  /**
   * @param file the built provider
   * @param source its address, such as `terraform.local/test/null`
   */
  constructor(
    private readonly file: string,
    readonly source: string,
  ) {
    const system = platform() === 'win32' ? 'windows' : platform();
    const target = `${system}_${arch() === 'x64' ? 'amd64' : arch()}`;
    const mirror = join(this.folder, 'mirror', source, '1.0.0', target);
    mkdirSync(mirror, { recursive: true });
    mkdirSync(this.sockets);
    copyFileSync(file, join(mirror, basename(file)));
    writeFileSync(
      join(this.folder, 'cli.tfrc'),
      `provider_installation {\n  filesystem_mirror {\n    path = "${join(this.folder, 'mirror')}"\n  }\n}\n`,
    );
  }

  add(name: string, configuration: string): Stack {
    const cwd = join(this.folder, name);
    mkdirSync(cwd);
    const provider = basename(this.source);
    const required = `${provider} = { source = "${this.source}" }`;
    writeFileSync(
      join(cwd, 'main.tf'),
      `terraform {\n  required_providers {\n    ${required}\n  }\n}\n${configuration}`,
    );
    return new Stack(cwd, {
      CHECKPOINT_DISABLE: '1',
      TF_CLI_CONFIG_FILE: join(this.folder, 'cli.tfrc'),
      TF_LOG: 'trace',
      TF_LOG_PATH: join(cwd, 'terraform.log'),
      TMPDIR: this.sockets,
    });
  }

  socketsLeft(): readonly string[] {
    return readdirSync(this.sockets);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
    rmSync(dirname(this.file), { recursive: true });
  }
}

class Stack {
  private readonly logFile: string;

  constructor(
    private readonly cwd: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {
    this.logFile = join(cwd, 'terraform.log');
  }

  terraform(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const { status, stdout, stderr } = spawnSync('terraform', [...args, '-no-color'], {
      cwd: this.cwd,
      encoding: 'utf8',
      env: { ...process.env, ...this.env, ...env },
    });
    return { status, output: stdout + stderr };
  }

  /** Runs in a process group of its own, as a shell would start it. */
  start(args: readonly string[]): Process {
    return new Process(
      spawn('terraform', [...args, '-no-color'], {
        cwd: this.cwd,
        env: { ...process.env, ...this.env },
        detached: true,
      }),
    );
  }

  /** Until the log has the text; it is a file, which tells nobody when it grows. */
  async logged(text: string): Promise<void> {
    for (let attempt = 0; attempt < 400; attempt++) {
      if (existsSync(this.logFile) && this.log().includes(text)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the log never said: ${text}`);
  }

  log(): string {
    return readFileSync(this.logFile, 'utf8');
  }

  /** The first resource's object as it is stored. */
  stored(): { attributes: object; private?: string; status?: string } | undefined {
    const state = JSON.parse(this.terraform(['state', 'pull']).output || '{}');
    return state.resources?.[0]?.instances[0];
  }

  /** Lines of the log that the plugin layer or the provider complains in. */
  complaints(): readonly string[] {
    return this.log()
      .split('\n')
      .filter((line) => /\[(ERROR|WARN)\].*(provider|plugin)/.test(line));
  }

  /** Of the processes that Terraform said it had started, those that live. */
  living(): readonly number[] {
    const pids = [...this.log().matchAll(/plugin started: .*pid=(\d+)/g)].map(([, pid]) => Number(pid));
    if (pids.length === 0) throw new Error('the log names no process');
    return pids.filter((pid) => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    });
  }
}
