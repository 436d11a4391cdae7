import { startEmulator, type Emulator, type EmulatorFault } from '../../lib/emulator';
import { PAYMENTS } from '../helpers/auth-method';

type Declared = typeof PAYMENTS;

interface OperationRun {
  /** The request that meets the fault. */
  readonly request: Pick<EmulatorFault, 'method' | 'route'>;
  /** What was deployed before the fault. */
  readonly before: readonly Declared[];
  /** What is deployed, or for a read planned, under the fault. */
  readonly declared: readonly Declared[];
  readonly isPlan?: boolean;
}

const TWO = [PAYMENTS, { ...PAYMENTS, name: 'orders' }];

export type Operation = 'create' | 'read' | 'list' | 'update' | 'delete';
export const OPERATIONS: Readonly<Record<Operation, OperationRun>> = {
  create: { request: { method: 'POST' }, before: [], declared: [PAYMENTS] },
  read: {
    request: { method: 'GET', route: 'method' },
    before: [PAYMENTS],
    declared: [PAYMENTS],
    isPlan: true,
  },
  list: { request: { method: 'GET', route: 'list' }, before: TWO, declared: TWO, isPlan: true },
  update: { request: { method: 'PATCH' }, before: [PAYMENTS], declared: [{ ...PAYMENTS, scope: 'read' }] },
  delete: { request: { method: 'DELETE' }, before: [PAYMENTS], declared: [] },
};

/** A fault, and the operations in which it can occur. */
interface Row {
  readonly fault: string;
  /** Absent where nobody listens at the address at all. */
  readonly rule?: EmulatorFault;
  /** Default: all. */
  readonly operations?: readonly Operation[];
  readonly timeoutSeconds?: number;
}

/** A read has no effect. */
const WRITES: readonly Operation[] = ['create', 'update', 'delete'];
const BY_ID: readonly Operation[] = ['read', 'update', 'delete'];
/** What a test waits for an answer that never comes. */
const SHORT = { timeoutSeconds: 2 };

const ONCE: readonly Row[] = [
  { fault: 'connection reset, without effect', rule: { kind: 'reset-before' } },
  { fault: 'connection reset, after it took effect', rule: { kind: 'reset-after' }, operations: WRITES },
  { fault: 'no answer in time, without effect', rule: { kind: 'hang' }, ...SHORT },
  {
    fault: 'no answer in time, after it took effect',
    rule: { kind: 'hang', handled: true },
    operations: WRITES,
    ...SHORT,
  },
  {
    fault: 'answer slower than the time allowed',
    rule: { kind: 'slow-body', milliseconds: 600_000 },
    ...SHORT,
  },
  { fault: 'answer cut in the middle', rule: { kind: 'cut-body' } },
  { fault: 'answer that is not JSON', rule: { kind: 'wrong-json' } },
  { fault: 'answer of another shape', rule: { kind: 'wrong-type' } },
  { fault: 'answer without a body', rule: { kind: 'empty-body' } },
  { fault: 'answer of 17 MiB', rule: { kind: 'transform', transform: enlarged } },
  { fault: 'page of a proxy, 200', rule: { kind: 'html', status: 200 } },
  { fault: 'page of a proxy, 502', rule: { kind: 'html' } },
  { fault: 'redirect', rule: { kind: 'redirect' } },
  { fault: '400', rule: { kind: 400 } },
  { fault: '401', rule: { kind: 401 } },
  { fault: '403', rule: { kind: 403 } },
  // A deletion that is answered so has succeeded.
  { fault: "404 in Datadog's words", rule: { kind: 404 }, operations: ['read', 'update'] },
  { fault: "404 in a proxy's words", rule: { kind: 'html', status: 404 }, operations: BY_ID },
  { fault: '409', rule: { kind: 409 }, operations: ['create', 'update'] },
  { fault: '429 without headers', rule: { kind: 429 } },
  { fault: '429 with X-RateLimit-Reset: 1', rule: { kind: 429, rateLimitReset: 1 } },
  { fault: '429 with Retry-After: 1', rule: { kind: 429, retryAfter: 1 } },
  { fault: '500', rule: { kind: 500 } },
  { fault: '502, after it took effect', rule: { kind: 502, handled: true }, operations: WRITES },
  { fault: '503', rule: { kind: 503 } },
  { fault: '504', rule: { kind: 504 } },
];

function enlarged(body: unknown): object {
  return { ...(body as object), padding: 'x'.repeat(17 * 1024 * 1024) };
}

const EVERY_TIME: readonly Row[] = [
  { fault: 'nobody listens at the address' },
  { fault: 'connection reset, each time', rule: { kind: 'reset-before', count: Infinity } },
  { fault: 'no answer in time, each time', rule: { kind: 'hang', count: Infinity }, ...SHORT },
  { fault: '429, each time', rule: { kind: 429, count: Infinity } },
  { fault: '503, each time', rule: { kind: 503, count: Infinity } },
];

/** One operation under one fault. */
export interface Cell {
  readonly name: string;
  readonly operation: Operation;
  readonly rule: EmulatorFault | undefined;
  readonly timeoutSeconds: number;
}

/** Every operation under every fault that can occur in it. */
export const CELLS: readonly Cell[] = (Object.keys(OPERATIONS) as Operation[]).flatMap((operation) =>
  [...ONCE, ...EVERY_TIME]
    .filter(({ operations }) => operations?.includes(operation) ?? true)
    .map(({ fault, rule, timeoutSeconds = 30 }) => ({
      name: `${operation}: ${fault}`,
      operation,
      rule,
      timeoutSeconds,
    })),
);

/** @returns the address that the operation calls */
export async function beginFault(emulator: Emulator, { operation, rule }: Cell): Promise<string> {
  if (rule) {
    emulator.fault({ ...OPERATIONS[operation].request, ...rule });
    return emulator.url;
  }
  // Where somebody listened a moment ago.
  const closed = await startEmulator();
  await closed.close();
  return closed.url;
}
