import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';

/** A run of the command, as a shell sees it. */
export interface Run {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  readonly output: { readonly stdout: string; readonly stderr: string };
  /** Resolves when the output shows it; fails when the command ends before. */
  shows(pattern: RegExp): Promise<RegExpExecArray>;
  /** What became of it, once it has ended. The code is null if a signal ended it. */
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

interface CommandOptions {
  /** Where it runs. */
  readonly cwd?: string;
  /** Whether a test writes its standard input; otherwise it is empty. */
  readonly stdin?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  /** Whether it runs on a terminal; what is written to the run's standard input is what a person types. */
  readonly terminal?: boolean;
}

/** Builds the command once a file, as the package does, and answers how to run it. */
export function command(): ((...words: string[]) => Run) & {
  with(options: CommandOptions, ...words: string[]): Run;
} {
  const folder = mkdtempSync(join(tmpdir(), 'command-'));
  const bundle = join(folder, 'datadog-webhooks.js');
  const children: ChildProcess[] = [];
  beforeAll(() =>
    build({
      entryPoints: [join(__dirname, '../../lib/cli/datadog-webhooks.ts')],
      outfile: bundle,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      loader: { '.css': 'text' },
      define: { PACKAGE_VERSION: '"1.2.3"' },
    }),
  );
  afterEach(() => children.splice(0).forEach((child) => child.kill('SIGKILL')));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const start = ({ cwd, stdin, env, terminal }: CommandOptions, ...words: string[]) => {
    const [program, args] = terminal
      ? onTerminal([process.execPath, bundle, ...words])
      : [process.execPath, [bundle, ...words]];
    const child = spawn(program, args, {
      cwd,
      env: { PATH: process.env.PATH, ...env },
      stdio: [stdin || terminal ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    return followed(child);
  };
  return Object.assign((...words: string[]) => start({}, ...words), { with: start });
}

/** The `script` of util-linux runs a program on a terminal of its own. */
function onTerminal(words: readonly string[]): [string, string[]] {
  return ['script', ['--quiet', '--return', '--command', words.join(' '), '/dev/null']];
}

function followed(child: ChildProcess): Run {
  const output = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => (output.stdout += chunk));
  child.stderr?.on('data', (chunk) => (output.stderr += chunk));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, ...output }));
  const shows = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(output.stdout);
        if (found) resolve(found);
      };
      child.stdout?.on('data', look);
      void ended.then(() => reject(new Error(`It ended without ${pattern}: ${JSON.stringify(output)}`)));
      look();
    });
  return { child, output, shows, ended };
}
