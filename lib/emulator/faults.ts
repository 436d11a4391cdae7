import { createHash } from 'node:crypto';
import { readRoute } from '../wire/routes';
import { findMethod, type Methods } from './auth-methods';
import { checkFault, type EmulatorFault } from './fault';
import type { Request } from './handle';

/** A fault, and what it did so far. */
export interface FaultCount {
  readonly fault: EmulatorFault;
  /** How many requests matched it (for `refuse`: connections) and no earlier fault. */
  readonly requests: number;
  /** How many of them failed. */
  readonly fired: number;
}

/** The faults of an emulator. */
export class Faults {
  private counts: readonly FaultCount[] = [];

  constructor(faults: readonly EmulatorFault[] = []) {
    faults.forEach((fault) => this.add(fault));
  }

  add(options: EmulatorFault): () => FaultCount {
    checkFault(options);
    const fault = Object.freeze({ ...options });
    const none: FaultCount = { fault, requests: 0, fired: 0 };
    this.counts = [...this.counts, none];
    return () => this.counts.find((count) => count.fault === fault) ?? none;
  }

  all(): readonly FaultCount[] {
    return this.counts;
  }

  clear(): void {
    this.counts = [];
  }

  /** The fault of a request, if any. */
  meet(request: Request, methods: Methods): EmulatorFault | undefined {
    return this.next((fault) => fault.kind !== 'refuse' && isFor(fault, request, methods));
  }

  /** Whether a new connection is to be reset. */
  refuses(): boolean {
    return this.next(({ kind }) => kind === 'refuse') !== undefined;
  }

  /** The first fault that matches and fires. */
  private next(matches: (fault: EmulatorFault) => boolean): EmulatorFault | undefined {
    for (const count of this.counts) {
      if (isSpent(count) || !matches(count.fault)) continue;
      const requests = count.requests + 1;
      const fires = requests > (count.fault.skip ?? 0) && chance(count.fault, requests);
      const after = { ...count, requests, fired: count.fired + (fires ? 1 : 0) };
      this.counts = this.counts.map((other) => (other === count ? after : other));
      if (fires) return count.fault;
    }
    return undefined;
  }
}

function isSpent({ fault, fired }: FaultCount): boolean {
  return fired >= (fault.count ?? (fault.probability === undefined ? 1 : Infinity));
}

function isFor(fault: EmulatorFault, request: Request, methods: Methods): boolean {
  const route = readRoute(request.path);
  if (fault.method !== undefined && fault.method !== request.method) return false;
  if (fault.route !== undefined && fault.route !== route?.kind) return false;
  if (fault.authMethod === undefined) return true;
  const named =
    route?.kind === 'method'
      ? [route.id.toLowerCase(), findMethod(methods, route.id)?.visible.attributes.name]
      : [nameIn(request)];
  return named.includes(fault.authMethod);
}

function nameIn({ content }: Request): unknown {
  if (content.kind !== 'json') return undefined;
  const body = content.value as { data?: { attributes?: { name?: unknown } } } | null;
  return body?.data?.attributes?.name;
}

/** Hashes seed and number, so that the same requests fail in each run and no state is needed. */
function chance({ probability = 1, seed = 1 }: EmulatorFault, nth: number): boolean {
  const hash = createHash('sha256').update(`${seed} ${nth}`).digest();
  return hash.readUInt32BE() / 2 ** 32 < probability;
}
