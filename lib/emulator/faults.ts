import { createHash } from 'node:crypto';
import { readRoute } from '../wire/routes';
import { findMethod, type Methods } from './auth-methods';
import { checkFault, type EmulatorFault } from './fault';
import type { Request } from './handle';

/** A rule, and what it did so far. */
export interface FaultCount {
  readonly fault: EmulatorFault;
  /** How many requests it was for (connections, for `refuse`) and no earlier rule took. */
  readonly requests: number;
  /** How many of them met it. */
  readonly fired: number;
}

/** The rules of an emulator. */
export class Faults {
  private counts: readonly FaultCount[] = [];

  constructor(faults: readonly EmulatorFault[] = []) {
    faults.forEach((fault) => this.add(fault));
  }

  add(given: EmulatorFault): () => FaultCount {
    checkFault(given);
    const fault = Object.freeze({ ...given });
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

  /** The fault that a request meets, if any. */
  meet(request: Request, methods: Methods): EmulatorFault | undefined {
    return this.next((fault) => fault.kind !== 'refuse' && isFor(fault, request, methods));
  }

  /** Whether a new connection is to be reset. */
  refuses(): boolean {
    return this.next(({ kind }) => kind === 'refuse') !== undefined;
  }

  private next(concerned: (fault: EmulatorFault) => boolean): EmulatorFault | undefined {
    const { counts, fault } = meet(this.counts, concerned);
    this.counts = counts;
    return fault;
  }
}

interface Met {
  /** The counts after it. */
  readonly counts: readonly FaultCount[];
  readonly fault?: EmulatorFault;
}

/** Pure: the first rule that is concerned and fires. */
export function meet(faults: readonly FaultCount[], concerned: (fault: EmulatorFault) => boolean): Met {
  const after = [...faults];
  for (const [index, count] of faults.entries()) {
    if (spent(count) || !concerned(count.fault)) continue;
    const requests = count.requests + 1;
    const fires = requests > (count.fault.skip ?? 0) && chance(count.fault, requests);
    after[index] = { ...count, requests, fired: count.fired + (fires ? 1 : 0) };
    if (fires) return { counts: after, fault: count.fault };
  }
  return { counts: after };
}

function spent({ fault, fired }: FaultCount): boolean {
  return fired >= (fault.count ?? (fault.probability === undefined ? 1 : Infinity));
}

function isFor(fault: EmulatorFault, request: Request, methods: Methods): boolean {
  const route = readRoute(request.path);
  if (fault.method !== undefined && fault.method !== request.method) return false;
  if (fault.route !== undefined && fault.route !== route?.kind) return false;
  if (fault.authMethod === undefined) return true;
  const named =
    route?.kind === 'method'
      ? [route.id.toLowerCase(), findMethod(methods, route.id)?.shown.attributes.name]
      : [nameIn(request)];
  return named.includes(fault.authMethod);
}

function nameIn({ content }: Request): unknown {
  if (content.kind !== 'json') return undefined;
  const body = content.value as { data?: { attributes?: { name?: unknown } } } | null;
  return body?.data?.attributes?.name;
}

/** A hash of seed and number is a throw of dice that needs no state and is the same in every run. */
function chance({ probability = 1, seed = 1 }: EmulatorFault, nth: number): boolean {
  const hash = createHash('sha256').update(`${seed} ${nth}`).digest();
  return hash.readUInt32BE() / 2 ** 32 < probability;
}
