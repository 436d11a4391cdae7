import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { cannotStart } from './errors';
import type { Interruption } from './interruption';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ChildOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly interruption: Interruption;
  /** Whether `file` is a line for the shell. Default: false. */
  readonly shell?: boolean;
  /** Whether to keep what it writes to standard output. Default: true. */
  readonly output?: boolean;
}

/**
 * Runs a program to its end.
 *
 * @throws RunError when it cannot be started
 * @throws Interrupted when a signal came, after the program has ended
 */
export async function runChild(
  file: string,
  args: readonly string[],
  { cwd, env, interruption, shell, output = true }: ChildOptions,
): Promise<Ended> {
  interruption.check();
  const stdio = ['ignore', output ? 'pipe' : 'ignore', 'pipe'] as const;
  const child = spawn(file, args, { cwd, env, shell, detached: true, stdio: [...stdio] });
  interruption.watch(child);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => reject(cannotStart(file, cwd, error)));
    child.once('close', resolve);
  });
  const [code, stdout, stderr] = await Promise.all([
    ended,
    child.stdout ? text(child.stdout) : '',
    child.stderr ? text(child.stderr) : '',
  ]);
  interruption.check();
  return { code, stdout, stderr };
}
