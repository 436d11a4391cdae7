import type { ChildProcess } from 'node:child_process';
import { interrupted } from './errors';

/** The signals that end a review, and what a shell reads as each of them. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
export type Signal = keyof typeof SIGNALS;

export const exitCodeOf = (signal: Signal): number => SIGNALS[signal];

/**
 * What a Ctrl-C does while other programs run for us: the first asks them to end and waits until they have, since
 * Terraform has a state to unlock; the second kills them.
 */
export class Interruption {
  private readonly running = new Set<ChildProcess>();
  private signal: Signal | undefined;

  constructor() {
    for (const signal of Object.keys(SIGNALS) as Signal[]) process.on(signal, this.onSignal);
  }

  /** @throws Interrupted when a signal came since the last look */
  check(): void {
    if (this.signal) throw interrupted(this.signal);
  }

  /** @param child leads a process group of its own, so that a Ctrl-C of the terminal does not reach it besides */
  watch(child: ChildProcess): void {
    this.running.add(child);
    child.once('close', () => this.running.delete(child));
  }

  /** Leaves signals to the process again. */
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
