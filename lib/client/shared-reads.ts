import type { AuthMethod } from '../wire/answer';
import type { DatadogClient } from './datadog-client';
import { DatadogError, meaningOf, type Meaning } from './errors';
import { interruption } from './http-error';
import { untilAborted } from './until-aborted';

/**
 * How long a first read waits for others, in milliseconds. Terraform reads up to ten resources at once, and
 * their calls arrive within a few milliseconds of each other. One list then answers all of them.
 */
const GATHER_MS = 10;

/**
 * How long a list is used, in milliseconds. Terraform starts a process for each plan, so only a process that
 * is kept for debugging reaches this limit.
 */
const FRESH_MS = 60_000;

interface PendingRead {
  readonly id: string;
  readonly signal: AbortSignal;
  readonly since: number;
  readonly resolve: (method: Promise<AuthMethod | undefined>) => void;
}

/** One list for many readers. */
interface Snapshot {
  /** By id in lower case. */
  readonly methods: Promise<ReadonlyMap<string, AuthMethod>>;
  readonly takenAt: number;
  /** Aborts the call. */
  readonly stop: AbortController;
  readers: number;
}

/** Reads auth methods: a single one with a GET, several at about the same time with one list. */
export class SharedReads {
  private pending: PendingRead[] = [];
  private snapshot: Snapshot | undefined;
  private lastSingleAt = -Infinity;
  /** Whether the list cannot be used: the permission is missing, or the answer cannot be read. */
  private isListRefused = false;

  constructor(private readonly client: Pick<DatadogClient, 'ready' | 'read' | 'list'>) {}

  /**
   * @param since when a list has to be asked for to be used, by `performance.now()`. Default: a minute ago
   * @returns undefined if Datadog answers that the auth method does not exist
   * @throws DatadogError
   */
  read(id: string, signal: AbortSignal, since = minuteAgo()): Promise<AuthMethod | undefined> {
    if (this.isListRefused) return this.client.read(id, signal);
    if (this.listSince(since)) return this.fromSnapshot(id, signal, since);
    return new Promise((resolve) => {
      this.pending.push({ id, signal, since, resolve });
      if (this.pending.length === 1) void this.gather();
    });
  }

  /**
   * All auth methods.
   *
   * @param since as of {@link read}
   * @throws DatadogError
   */
  async all(signal: AbortSignal, since = minuteAgo()): Promise<readonly AuthMethod[]> {
    return [...(await this.awaitList(signal, since)).values()];
  }

  /**
   * All auth methods, from a list that is asked for after this call began. Calls at about the same time share
   * one.
   *
   * @throws DatadogError
   */
  async latest(signal: AbortSignal): Promise<readonly AuthMethod[]> {
    const since = performance.now();
    await new Promise((resolve) => setTimeout(resolve, GATHER_MS));
    return this.all(signal, since);
  }

  /** Forgets what was read before. Call it after each write, and when Terraform begins another walk. */
  forget(): void {
    this.snapshot = undefined;
    this.lastSingleAt = -Infinity;
  }

  /** Loads the HTTP client first: the call needs it anyway, and more reads arrive meanwhile. */
  private async gather(): Promise<void> {
    await this.client.ready().catch(() => undefined);
    setTimeout(() => this.answerPending(), GATHER_MS);
  }

  private answerPending(): void {
    const pending = this.pending;
    this.pending = [];
    const now = performance.now();
    // With -parallelism=1 reads come one after the other; a second one means that more follow.
    const [first] = pending;
    const alone =
      pending.length === 1 && !this.listSince(first?.since ?? now) && now - this.lastSingleAt > FRESH_MS;
    for (const { id, signal, since, resolve } of pending)
      resolve(alone ? this.client.read(id, signal) : this.fromSnapshot(id, signal, since));
    if (alone) this.lastSingleAt = now;
  }

  private async fromSnapshot(id: string, signal: AbortSignal, since: number) {
    const methods = await this.awaitList(signal, since).catch((error: unknown) => {
      if (!cannotList(error)) throw error;
      this.isListRefused = true;
    });
    // Only a 404 for the id itself means that it does not exist: the list may lag behind.
    return methods?.get(id.toLowerCase()) ?? this.client.read(id, signal);
  }

  private listSince(since: number): Snapshot | undefined {
    return this.snapshot && this.snapshot.takenAt >= since ? this.snapshot : undefined;
  }

  /**
   * Waits for the list as one of its readers. Only when the last reader is interrupted, the call is aborted.
   */
  private async awaitList(signal: AbortSignal, since: number): Promise<ReadonlyMap<string, AuthMethod>> {
    if (signal.aborted) throw listInterrupted(signal);
    const snapshot = this.listSince(since) ?? this.startList();
    snapshot.readers += 1;
    try {
      return await untilAborted(snapshot.methods, signal, listInterrupted);
    } finally {
      snapshot.readers -= 1;
      if (signal.aborted && snapshot.readers === 0) {
        this.drop(snapshot);
        snapshot.stop.abort();
      }
    }
  }

  private startList(): Snapshot {
    const stop = new AbortController();
    const methods = this.client
      .list(stop.signal)
      .then((list) => new Map(list.map((method) => [method.id.toLowerCase(), method])));
    const snapshot = { methods, takenAt: performance.now(), stop, readers: 0 };
    this.snapshot = snapshot;
    // A list that failed fails its current readers only.
    methods.catch(() => this.drop(snapshot));
    return snapshot;
  }

  private drop(snapshot: Snapshot): void {
    if (this.snapshot === snapshot) this.snapshot = undefined;
  }
}

function minuteAgo(): number {
  return performance.now() - FRESH_MS;
}

/** Without permission to list, without a list at this address, or with an unreadable one. */
const SINGLE_READS_MAY_WORK: readonly Meaning[] = ['no-permission', 'wrong-address', 'unreadable'];

function cannotList(error: unknown): boolean {
  return error instanceof DatadogError && SINGLE_READS_MAY_WORK.includes(meaningOf(error));
}

function listInterrupted({ reason }: AbortSignal): DatadogError {
  const cause = interruption(reason);
  return new DatadogError({ operation: 'list', request: 'The list', address: '' }, cause.fault, { cause });
}
