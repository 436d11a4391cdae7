import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { run, succeeded } from '../test/helpers/terraform';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** Runs a command that has to succeed; in milliseconds, from its start to its end. */
export async function timed({ file, args, cwd, env }: Command): Promise<number> {
  const begun = performance.now();
  succeeded(await run(file, args, { cwd, env }));
  return performance.now() - begun;
}

/** From a program's start to the first line on its standard output, or to its end if it prints none. */
export async function untilFirstLine({ file, args, cwd, env }: Command): Promise<number> {
  const begun = performance.now();
  const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'ignore'] });
  const closed = once(child, 'close');
  await Promise.race([once(child.stdout, 'data'), closed]);
  const milliseconds = performance.now() - begun;
  child.kill('SIGKILL');
  await closed;
  return milliseconds;
}
