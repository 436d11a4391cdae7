import { spawn, type ChildProcess } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { cannotStart, Interrupted } from './errors';

/** The signals that end a review. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** Whether `file` is a line for the shell. Default: false. */
  readonly shell?: boolean;
}

/**
 * Runs other programs. The first Ctrl-C asks them to end and waits until they have, since Terraform has a
 * state to unlock. The second kills them.
 */
export class Programs {
  private readonly running = new Set<ChildProcess>();
  private signal: NodeJS.Signals | undefined;

  constructor() {
    for (const signal of SIGNALS) process.on(signal, this.onSignal);
  }

  /**
   * Runs a program to its end.
   *
   * @throws RunError when it cannot be started
   * @throws Interrupted when a signal came, after the program has ended
   */
  async run(file: string, args: readonly string[], options: ProgramOptions): Promise<Ended> {
    this.check();
    // It leads its own process group, so that a Ctrl-C does not reach it twice.
    const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    this.running.add(child);
    child.once('close', () => this.running.delete(child));
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', (error: NodeJS.ErrnoException) => reject(cannotStart(file, options.cwd, error)));
      child.once('close', resolve);
    });
    const [code, stdout, stderr] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
    this.check();
    return { code, stdout, stderr };
  }

  /** @throws Interrupted when a signal came */
  check(): void {
    if (this.signal) throw new Interrupted(this.signal);
  }

  /** Returns signals to the process. */
  end(): void {
    for (const signal of SIGNALS) process.off(signal, this.onSignal);
  }

  private readonly onSignal = (signal: NodeJS.Signals): void => {
    const passedOn = this.signal ? 'SIGKILL' : 'SIGINT';
    this.signal ??= signal;
    for (const child of this.running) signalGroup(child, passedOn);
  };
}

function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch (error) {
    // It has ended in between.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
