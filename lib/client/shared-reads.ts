import type { AuthMethod } from '../wire/answer';
import type { DatadogClient } from './datadog-client';
import { DatadogError, unreachable } from './errors';

/**
 * How long a first read waits, in milliseconds, for a second one once a call could be made. Terraform asks for up to
 * ten resources at once, and their calls arrive within a few milliseconds of each other, on a busy machine a few more;
 * one call for all saves the rest.
 */
const GATHER_MS = 10;

/**
 * How long a list is good for, in milliseconds. Terraform starts a process for each plan, so only a process
 * that is kept for debugging ever reaches it.
 */
const FRESH_MS = 60_000;

interface Waiting {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly resolve: (method: Promise<AuthMethod | undefined>) => void;
}

/** One list for many readers, by id in lower case. */
interface Snapshot {
  readonly methods: Promise<ReadonlyMap<string, AuthMethod>>;
  readonly takenAt: number;
  /** Ends the call. */
  readonly stop: AbortController;
  readers: number;
}

/** Answers single reads: one alone with a GET, many at about the same time with one list for all of them. */
export class SharedReads {
  private waiting: Waiting[] = [];
  private snapshot: Snapshot | undefined;
  private lastSingleAt = -Infinity;
  /** Whether the list cannot be used here, for want of the permission or of a list that can be read. */
  private listRefused = false;

  constructor(private readonly client: Pick<DatadogClient, 'ready' | 'read' | 'list'>) {}

  /**
   * @returns undefined when Datadog says that there is no such auth method
   * @throws DatadogError
   */
  read(id: string, signal: AbortSignal): Promise<AuthMethod | undefined> {
    if (this.listRefused) return this.client.read(id, signal);
    if (this.current()) return this.fromSnapshot(id, signal);
    return new Promise((resolve) => {
      this.waiting.push({ id, signal, resolve });
      if (this.waiting.length === 1) void this.gather();
    });
  }

  /**
   * All auth methods.
   *
   * @throws DatadogError
   */
  async all(signal: AbortSignal): Promise<readonly AuthMethod[]> {
    return [...(await this.joined(signal)).values()];
  }

  /** To be called after each write, and when a new walk begins: what was read before may be wrong now. */
  forget(): void {
    this.snapshot = undefined;
    this.lastSingleAt = -Infinity;
  }

  /** Nothing is lost by loading first: it has to be done before the call in any case, and meanwhile others come. */
  private async gather(): Promise<void> {
    await this.client.ready().catch(() => undefined);
    setTimeout(() => this.settle(), GATHER_MS);
  }

  private settle(): void {
    const waiting = this.waiting;
    this.waiting = [];
    const now = performance.now();
    // With -parallelism=1 reads come one after the other and never meet; the second one tells that more follow.
    const alone = waiting.length === 1 && !this.current() && now - this.lastSingleAt > FRESH_MS;
    for (const { id, signal, resolve } of waiting) {
      resolve(alone ? this.client.read(id, signal) : this.fromSnapshot(id, signal));
    }
    if (alone) this.lastSingleAt = now;
  }

  private async fromSnapshot(id: string, signal: AbortSignal): Promise<AuthMethod | undefined> {
    let methods: ReadonlyMap<string, AuthMethod>;
    try {
      methods = await this.joined(signal);
    } catch (error) {
      if (!cannotList(error)) throw error;
      this.listRefused = true;
      return this.client.read(id, signal);
    }
    // Only a direct 404 says that it is gone: the list is an optimisation.
    return methods.get(id.toLowerCase()) ?? this.client.read(id, signal);
  }

  private current(): Snapshot | undefined {
    const { snapshot } = this;
    return snapshot && performance.now() - snapshot.takenAt < FRESH_MS ? snapshot : undefined;
  }

  /**
   * Waits for the list as one of its readers. It serves many, so that no single one's signal ends it; when the last
   * one is interrupted, nobody wants it any more.
   */
  private async joined(signal: AbortSignal): Promise<ReadonlyMap<string, AuthMethod>> {
    if (signal.aborted) throw unreachable('list', 'The list', signal.reason);
    const snapshot = this.current() ?? this.take();
    snapshot.readers += 1;
    try {
      return await abortable(snapshot.methods, signal);
    } finally {
      snapshot.readers -= 1;
      if (signal.aborted && snapshot.readers === 0) {
        this.drop(snapshot);
        snapshot.stop.abort();
      }
    }
  }

  private take(): Snapshot {
    const stop = new AbortController();
    const methods = this.client
      .list(stop.signal)
      .then((list) => new Map(list.map((method) => [method.id.toLowerCase(), method])));
    const snapshot = { methods, takenAt: performance.now(), stop, readers: 0 };
    this.snapshot = snapshot;
    // A failed list answers those who wait for it, and nobody after them.
    methods.catch(() => this.drop(snapshot));
    return snapshot;
  }

  private drop(snapshot: Snapshot): void {
    if (this.snapshot === snapshot) this.snapshot = undefined;
  }
}

/** No permission to list, no list at this address, or one that cannot be read: each method can still be asked for. */
function cannotList(error: unknown): boolean {
  return error instanceof DatadogError && (error.status === 403 || error.status === 404 || error.unreadable);
}

async function abortable<Value>(promise: Promise<Value>, signal: AbortSignal): Promise<Value> {
  let abort: (() => void) | undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(unreachable('list', 'The list', signal.reason));
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    if (abort) signal.removeEventListener('abort', abort);
  }
}
