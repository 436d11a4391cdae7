import { execFileSync } from 'node:child_process';
import { readlinkSync, realpathSync } from 'node:fs';

/** The command lines, with their process ids, of running processes that have a text in them. */
export function processesWith(text: string): string[] {
  return execFileSync('ps', ['-Ao', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(text));
}

/**
 * The ids of the provider processes that Terraform runs in a folder. Their command lines have a relative path, so
 * that only the folder they work in tells whose they are.
 */
export function providersIn(folder: string): number[] {
  const wanted = realpathSync(folder);
  return processesWith('.terraform/providers/')
    .map((line) => Number.parseInt(line, 10))
    .filter((pid) => workingFolder(pid) === wanted);
}

function workingFolder(pid: number): string | undefined {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`);
    const told = execFileSync('lsof', ['-a', '-p', String(pid), '-d', 'cwd', '-Fn'], { encoding: 'utf8' });
    return /^n(.*)$/m.exec(told)?.[1];
  } catch {
    // It ended in the meantime.
    return undefined;
  }
}

/** Waits until something holds; fails with what was last seen. The bound is far above what it takes. */
export async function eventually<Seen>(
  look: () => Seen,
  holds: (seen: Seen) => boolean,
  boundMs = 10_000,
): Promise<Seen> {
  const end = Date.now() + boundMs;
  for (;;) {
    const seen = look();
    if (holds(seen)) return seen;
    if (Date.now() > end) throw new Error(`still, after ${boundMs} ms: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
