import type { EmulatorFault } from '../../../lib/emulator';

export const OPERATIONS = ['create', 'read', 'list', 'update', 'delete'] as const;
export type Operation = (typeof OPERATIONS)[number];

/** A row of the matrix. */
export interface Row {
  readonly fault: string;
  /** Absent where nobody listens at the address at all. */
  readonly rule?: EmulatorFault;
  /** Where it cannot occur, and why. */
  readonly except?: Partial<Record<Operation, string>>;
  readonly timeoutSeconds?: number;
}

const SAME_FOR_READS = 'the same as without effect: a read has none';
const READS = { read: SAME_FOR_READS, list: SAME_FOR_READS };
const NO_LIST = { list: 'the list is always there', create: 'nothing is asked for by id' };
const NO_NAME = { read: 'no name is sent', list: 'no name is sent', delete: 'no name is sent' };
/** What a test waits for an answer that never comes; a call on a busy machine takes a fraction of it. */
const SHORT = { timeoutSeconds: 2 };

const ONCE: readonly Row[] = [
  {
    fault: 'connection reset as soon as it is made',
    rule: { kind: 'refuse' },
    // Both would be right, and a document can show one.
    except: {
      create: 'as "nobody listens" or as the next row: the moment decides which one the client sees',
    },
  },
  { fault: 'connection reset, without effect', rule: { kind: 'reset-before' } },
  { fault: 'connection reset, after it took effect', rule: { kind: 'reset-after' }, except: READS },
  { fault: 'no answer in time, without effect', rule: { kind: 'hang' }, ...SHORT },
  {
    fault: 'no answer in time, after it took effect',
    rule: { kind: 'hang', handled: true },
    except: READS,
    ...SHORT,
  },
  {
    fault: 'answer slower than the time allowed',
    rule: { kind: 'slow-body', milliseconds: 60_000 },
    ...SHORT,
  },
  { fault: 'answer cut in the middle', rule: { kind: 'cut-body' } },
  { fault: 'answer longer than its Content-Length', rule: { kind: 'wrong-content-length' } },
  { fault: 'answer that is not JSON', rule: { kind: 'wrong-json' } },
  { fault: 'answer of another shape', rule: { kind: 'wrong-type' } },
  { fault: 'answer without a body', rule: { kind: 'empty-body' } },
  { fault: 'answer of 65 MiB', rule: { kind: 'large-body' } },
  { fault: 'page of a proxy, 200', rule: { kind: 'html', status: 200 } },
  { fault: 'page of a proxy, 502', rule: { kind: 'html' } },
  { fault: 'redirect', rule: { kind: 'redirect' } },
  { fault: '400', rule: { kind: 400 } },
  { fault: '401', rule: { kind: 401 } },
  { fault: '403', rule: { kind: 403 } },
  {
    fault: "404 in Datadog's words",
    rule: { kind: 404 },
    except: { ...NO_LIST, delete: 'said only of one that is gone' },
  },
  { fault: "404 in a proxy's words", rule: { kind: 'html', status: 404 }, except: NO_LIST },
  { fault: '409', rule: { kind: 409 }, except: NO_NAME },
  { fault: '429 without headers', rule: { kind: 429 } },
  { fault: '429 with X-RateLimit-Reset: 1', rule: { kind: 429, rateLimitReset: 1 } },
  { fault: '429 with Retry-After: 1', rule: { kind: 429, retryAfter: 1 } },
  { fault: '500', rule: { kind: 500 } },
  { fault: '502, after it took effect', rule: { kind: 502, handled: true }, except: READS },
  { fault: '503', rule: { kind: 503 } },
  { fault: '504', rule: { kind: 504 } },
];

const EVERY_TIME: readonly Row[] = [
  { fault: 'nobody listens at the address' },
  { fault: 'connection reset, each time', rule: { kind: 'reset-before', count: Infinity } },
  { fault: 'no answer in time, each time', rule: { kind: 'hang', count: Infinity }, ...SHORT },
  { fault: '429, each time', rule: { kind: 429, count: Infinity } },
  { fault: '503, each time', rule: { kind: 503, count: Infinity } },
];

export const ROWS = [...ONCE, ...EVERY_TIME];

/** One operation under one fault. */
export interface Cell {
  readonly row: Row;
  readonly operation: Operation;
}

/** Every operation under every fault that can occur in it. */
export const CELLS: readonly Cell[] = ROWS.flatMap((row) =>
  OPERATIONS.filter((operation) => row.except?.[operation] === undefined).map((operation) => ({
    row,
    operation,
  })),
);

export function nameOf({ row, operation }: Cell): string {
  return `${operation}: ${row.fault}`;
}
