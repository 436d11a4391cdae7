import { readRoute } from '../wire/routes';
import { findMethod, type Methods } from './auth-methods';
import { checkFault, type EmulatorFault } from './fault';
import type { Request } from './handle';

/** A fault, and what it did so far. */
export interface FaultCount {
  readonly fault: EmulatorFault;
  /** How many requests matched it and no earlier fault. */
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

  /** The fault of a request, if any: the first one that matches and fires. */
  meet(request: Request, methods: Methods): EmulatorFault | undefined {
    for (const count of this.counts) {
      const { skip = 0, count: most = 1 } = count.fault;
      if (count.fired >= most || !isFor(count.fault, request, methods)) continue;
      const requests = count.requests + 1;
      const fires = requests > skip;
      const after = { ...count, requests, fired: count.fired + (fires ? 1 : 0) };
      this.counts = this.counts.map((other) => (other === count ? after : other));
      if (fires) return count.fault;
    }
    return undefined;
  }
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
