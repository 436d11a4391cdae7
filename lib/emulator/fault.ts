import { oneOf, quoted, wholeNumber } from '../checks';
import { badOption } from './errors';

/**
 * What goes wrong with a request, and whether the request takes effect when the rule does not say:
 * `always` and `never` cannot be said otherwise.
 */
export const FAULTS = {
  /** The connection is reset as soon as it is made, before a request is read; so it is no request's fault. */
  refuse: 'never',
  'reset-before': 'never',
  /** The ambiguous case: to the client it looks like `reset-before`. */
  'reset-after': 'always',
  /** No answer comes, until the client gives up or the emulator is closed. */
  hang: 'no',
  /** The true answer in small pieces over `milliseconds`. */
  'slow-body': 'yes',
  /** The connection is closed in the middle of the true answer's body. */
  'cut-body': 'yes',
  /** A body that claims to be JSON and is none. */
  'wrong-json': 'yes',
  /** The page of a proxy, with the `status` 502. */
  html: 'no',
  'empty-body': 'yes',
  /** JSON, of another shape than Datadog's. */
  'wrong-type': 'yes',
  /** The Content-Length is ten bytes too small, so that the rest is taken for the next answer. */
  'wrong-content-length': 'yes',
  /** JSON of so many `bytes`, made while it is sent. */
  'large-body': 'yes',
  /** The `status` 307 to the same address. */
  redirect: 'no',
  /** The true answer after `transform`. */
  transform: 'yes',
} as const;

/** One of these, or a status from 400 to 599, which is answered with Datadog's error body. */
export type FaultKind = keyof typeof FAULTS | number;

/**
 * A rule of what goes wrong, and when. The first rule that is for a request and still has something to do is the
 * one that it meets; a request meets one at most.
 */
export interface EmulatorFault {
  /**
   * What goes wrong: a status from 400 to 599 (a number, answered with Datadog's error body; nothing happens), or
   *
   * - `refuse`: a new connection is reset as soon as it is made; it knows of no request, and takes no selection.
   *   A connection that is kept alive does not meet it. For ECONNREFUSED itself use the port of a closed emulator.
   * - `reset-before`, `reset-after`: the connection is reset before or after the request took effect.
   * - `hang`: no answer comes, until the client gives up or the emulator is closed.
   * - `slow-body`: the answer comes in small pieces over `milliseconds`; `cut-body`: the connection is closed in the
   *   middle of it; `wrong-content-length`: ten bytes more come than the header says; `transform`: it is changed by
   *   the function of that name.
   * - `wrong-json` (cut JSON), `wrong-type` (JSON of another shape), `empty-body`, `large-body`: come in place of
   *   the answer's body. An answer 204 has none; one of these makes it a 200.
   * - `html`: the page of a proxy; `redirect`: to the same address.
   */
  readonly kind: FaultKind;
  /** The HTTP method that it is for. Default: all. */
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** What it is for: the list of all, the collection (POST alone), or one auth method. Default: all of them. */
  readonly route?: 'list' | 'collection' | 'method';
  /** The id or name of the auth method that a request is about; for a POST the name in its body. Default: any. */
  readonly authMethod?: string;
  /** How many of the requests that it is for it leaves alone first. Default: 0. */
  readonly skip?: number;
  /** How many requests meet it; `Infinity` is allowed. Default: 1, and with a `probability` without end. */
  readonly count?: number;
  /** How likely it is that a request meets it, above 0 and at most 1. Default: 1. */
  readonly probability?: number;
  /** Which of the requests meet a fault with a `probability` follows from this number alone. Default: 1. */
  readonly seed?: number;
  /**
   * Whether the request takes effect. Default: no for a status, `html`, `redirect` and `hang`; yes for the faults
   * of an answer. Where the true answer is sent in some form, it is the same in both cases.
   */
  readonly handled?: boolean;
  /** Of `html`, `redirect`, `wrong-json`, `wrong-type`, `empty-body` and `large-body`. Default: 502, 307, as without the fault. */
  readonly status?: number;
  /** How long the body of `slow-body` takes, in milliseconds. Default: 10,000. */
  readonly milliseconds?: number;
  /** How large the body of `large-body` is. Default: 65 MiB. */
  readonly bytes?: number;
  /** Seconds, sent with the other X-RateLimit headers beside a status such as 429. Default: none is sent. */
  readonly rateLimitReset?: number;
  /** Seconds, sent as Retry-After beside a status. Default: none is sent. */
  readonly retryAfter?: number;
  /** What `transform` makes of the body of the true answer; it must not change what it is given. */
  readonly transform?: (body: unknown) => unknown;
}

const SELECTION = ['method', 'route', 'authMethod'] as const;
const WITH_STATUS: readonly FaultKind[] = [
  'html',
  'redirect',
  'wrong-json',
  'wrong-type',
  'empty-body',
  'large-body',
];

/** Throws an {@link EmulatorError} when a rule cannot be followed. */
export function checkFault(fault: EmulatorFault): void {
  const problem = kindProblem(fault.kind) ?? valueProblem(fault) ?? misplaced(fault);
  if (problem) throw badOption(`faults (${quoted(String(fault.kind))})`, problem);
}

function kindProblem(kind: FaultKind): string | undefined {
  const known =
    typeof kind === 'number' ? wholeNumber(400, 599)(kind) === undefined : Object.hasOwn(FAULTS, kind);
  return known
    ? undefined
    : `must have a kind of ${Object.keys(FAULTS).join(', ')}, or a status from 400 to 599`;
}

function valueProblem(fault: EmulatorFault): string | undefined {
  const checks: [keyof EmulatorFault, (value: never) => string | undefined][] = [
    ['method', oneOf(['GET', 'POST', 'PATCH', 'DELETE'])],
    ['route', oneOf(['list', 'collection', 'method'])],
    ['count', (value: number) => (value === Infinity ? undefined : wholeNumber(1)(value))],
    ['skip', wholeNumber(0)],
    [
      'probability',
      (value: number) =>
        value > 0 && value <= 1 ? undefined : `must be above 0 and at most 1, but is ${value}`,
    ],
    ['seed', wholeNumber(0)],
    ['status', wholeNumber(200, 599)],
    ['milliseconds', wholeNumber(0, 3_600_000)],
    ['bytes', wholeNumber(1)],
    ['rateLimitReset', wholeNumber(0)],
    ['retryAfter', wholeNumber(0)],
  ];
  for (const [name, check] of checks) {
    const problem = fault[name] === undefined ? undefined : check(fault[name] as never);
    if (problem) return `has a value of ${name} that ${problem}`;
  }
  return undefined;
}

/** An option that would do nothing is a mistake of the one who set it. */
function misplaced(fault: EmulatorFault): string | undefined {
  const { kind } = fault;
  const only: [keyof EmulatorFault, boolean][] = [
    ...SELECTION.map((name) => [name, kind !== 'refuse'] as [keyof EmulatorFault, boolean]),
    ['handled', typeof kind === 'number' || !['always', 'never'].includes(FAULTS[kind])],
    ['status', WITH_STATUS.includes(kind)],
    ['milliseconds', kind === 'slow-body'],
    ['bytes', kind === 'large-body'],
    ['rateLimitReset', typeof kind === 'number'],
    ['retryAfter', typeof kind === 'number'],
    ['seed', fault.probability !== undefined],
    ['transform', kind === 'transform'],
  ];
  const wrong = only.find(([name, allowed]) => !allowed && fault[name] !== undefined);
  if (wrong) return `takes no ${wrong[0]}${wrong[0] === 'seed' ? ' without a probability' : ''}`;
  return kind === 'transform' && !fault.transform ? 'needs the function transform' : undefined;
}

/** Whether a request that meets it takes effect. */
export function takesEffect({ kind, handled }: EmulatorFault): boolean {
  const usual = typeof kind === 'number' ? 'no' : FAULTS[kind];
  return handled ?? (usual === 'yes' || usual === 'always');
}
