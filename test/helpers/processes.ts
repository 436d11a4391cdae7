import { execFileSync } from 'node:child_process';

/** The command lines, with their process ids, of running processes that have a text in them. */
export function processesWith(text: string, options = ['-A']): string[] {
  return execFileSync('ps', [...options, '-o', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(text));
}

/**
 * `PID COMMAND` of the running processes, terraform and what it started, that have their temporary files in a
 * folder.
 */
export function processesIn(temporary: string): string[] {
  const withEnvironment = process.platform === 'darwin' ? ['-AEww'] : ['axeww'];
  return processesWith(`TMPDIR=${temporary}`, withEnvironment).map((line) =>
    line.trim().split(/\s+/, 3).join(' '),
  );
}

/** Waits until something holds; fails with what was last seen. The bound is far above what it takes. */
export async function eventually<Seen>(
  look: () => Seen,
  holds: (seen: Seen) => boolean,
  boundMs = 60_000,
): Promise<Seen> {
  const end = Date.now() + boundMs;
  for (;;) {
    const seen = look();
    if (holds(seen)) return seen;
    if (Date.now() > end) throw new Error(`still, after ${boundMs} ms: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
