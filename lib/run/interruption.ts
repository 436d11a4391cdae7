import type { ChildProcess } from 'node:child_process';
import { interrupted } from './errors';

/** The signals that end a review, and their exit codes. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Signal = keyof typeof SIGNALS;

export const exitCodeOf = (signal: NodeJS.Signals): number => SIGNALS[signal as Signal];

/**
 * Ctrl-C while other programs run for us: the first asks them to end and waits until they have, since
 * Terraform has a state to unlock. The second kills them.
 */
export class Interruption {
  private readonly running = new Set<ChildProcess>();
  private signal: Signal | undefined;

  constructor() {
    for (const signal of Object.keys(SIGNALS) as Signal[]) process.on(signal, this.onSignal);
  }

  /** @throws Interrupted when a signal came since the last check */
  check(): void {
    if (this.signal) throw interrupted(this.signal);
  }

  /** @param child leads its own process group, so that a Ctrl-C does not reach it twice */
  watch(child: ChildProcess): void {
    this.running.add(child);
    child.once('close', () => this.running.delete(child));
  }

  /** Returns signals to the process. */
  end(): void {
    for (const signal of Object.keys(SIGNALS) as Signal[]) process.off(signal, this.onSignal);
  }

  private readonly onSignal = (signal: NodeJS.Signals): void => {
    const passedOn = this.signal ? 'SIGKILL' : 'SIGINT';
    this.signal ??= signal as Signal;
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
