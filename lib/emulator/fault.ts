import { oneOf, wholeNumber } from '../checks';
import { quoted } from '../text/quoted';
import { badOption } from './errors';

/**
 * The kinds of faults. The value: whether the request takes effect by default; `always` and `never` are
 * fixed.
 */
export const FAULTS = {
  /** A new connection is reset before a request is read. */
  refuse: 'never',
  'reset-before': 'never',
  /** The client cannot distinguish it from `reset-before`. */
  'reset-after': 'always',
  /** No answer, until the client gives up or the emulator is closed. */
  hang: 'no',
  /** The answer in small pieces over `milliseconds`. */
  'slow-body': 'yes',
  /** The connection is closed in the middle of the answer's body. */
  'cut-body': 'yes',
  /** A body that is truncated JSON. */
  'wrong-json': 'yes',
  /** A proxy's page, with the `status` 502. */
  html: 'no',
  'empty-body': 'yes',
  /** JSON that does not have the shape of Datadog's. */
  'wrong-type': 'yes',
  /** `Content-Length` is ten bytes too small, so the client takes the rest as the next answer. */
  'wrong-content-length': 'yes',
  /** JSON with as many `bytes`. */
  'large-body': 'yes',
  /** `status` 307 to the same address. */
  redirect: 'no',
  /** The answer, changed by `transform`. */
  transform: 'yes',
} as const;

/** The name of a fault, or a status from 400 to 599, which is answered with Datadog's error body. */
export type FaultKind = keyof typeof FAULTS | number;

/**
 * What fails, and for which requests. Each request gets at most one fault: the first one that matches the
 * request and is not used up. So several faults are a script of the attempts of one request. This update
 * takes effect, its answer is lost, and its retry is refused:
 *
 * ```ts
 * emulator.fault({ kind: 'reset-after', method: 'PATCH', authMethod: id });
 * emulator.fault({ kind: 403, method: 'PATCH', authMethod: id });
 * ```
 *
 * Use the id where a request changes the name. For a read in between, add a fault with the method `GET`:
 * faults for other requests do not affect the order.
 */
export interface EmulatorFault {
  /**
   * What fails: a status from 400 to 599 (a number, answered with Datadog's error body; the request has no
   * effect), or
   *
   * - `refuse`: a new connection is reset before a request is read, so `method`, `route` and `authMethod` do
   *   not apply. Kept-alive connections are not affected. For ECONNREFUSED, use the port of a closed
   *   emulator.
   * - `reset-before`, `reset-after`: the connection is reset before or after the request took effect.
   * - `hang`: no answer, until the client gives up or the emulator is closed.
   * - `slow-body`: the answer is sent in small pieces over `milliseconds`.
   * - `cut-body`: the connection is closed in the middle of the answer's body.
   * - `wrong-content-length`: the body is ten bytes longer than the header says.
   * - `transform`: the function `transform` changes the body.
   * - `wrong-json` (truncated JSON), `wrong-type` (JSON of another shape), `empty-body`, `large-body`:
   *   replace the body. They turn a 204, which has no body, into a 200.
   * - `html`: a proxy's page.
   * - `redirect`: a redirect to the same address.
   */
  readonly kind: FaultKind;
  /** The HTTP method of the requests that fail. Default: all. */
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /**
   * The requests that fail: to the list, to the collection (POST), to one auth method, or to the audit trail.
   * Default: all.
   */
  readonly route?: 'list' | 'collection' | 'method' | 'audit';
  /** The id or name of the auth method in the request; for a POST, the name in its body. Default: any. */
  readonly authMethod?: string;
  /** How many matching requests succeed first. Default: 0. */
  readonly skip?: number;
  /** How many requests fail. Default: 1; with a `probability`, `Infinity`. */
  readonly count?: number;
  /** How likely a matching request fails, above 0 and at most 1. Default: 1. */
  readonly probability?: number;
  /** With a `probability`, this number alone decides which requests fail. Default: 1. */
  readonly seed?: number;
  /**
   * Whether the request takes effect. Default: no for a status, `html`, `redirect` and `hang`; yes for the
   * faults of an answer. The answer itself is the same in both cases.
   */
  readonly handled?: boolean;
  /**
   * The status of `html` (default: 502), `redirect` (307), `wrong-json`, `wrong-type`, `empty-body` and
   * `large-body` (default: as without the fault).
   */
  readonly status?: number;
  /** The duration of `slow-body`, in milliseconds. Default: 10,000. */
  readonly milliseconds?: number;
  /** The size of `large-body`, in bytes. Default: 65 MiB. */
  readonly bytes?: number;
  /** Seconds, sent with the other `X-RateLimit-…` headers of a status such as 429. Default: not sent. */
  readonly rateLimitReset?: number;
  /** Seconds, sent as `Retry-After` with a status. Default: not sent. */
  readonly retryAfter?: number;
  /**
   * For `transform`: returns another body for the answer. It must not change the body it gets. This answer to
   * a POST is about another auth method; with `handled: false`, nothing is created either:
   *
   * ```ts
   * const { id, attributes } = emulator.add({ … });
   * const type = 'webhooks-auth-method-oauth2-client-credentials';
   * const transform = () => ({ data: { id, type, attributes } });
   * emulator.fault({ kind: 'transform', method: 'POST', transform });
   * ```
   */
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

/** Throws an {@link EmulatorError} if a fault is not valid. */
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
    ['route', oneOf(['list', 'collection', 'method', 'audit'])],
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

/** An option without effect is refused as well. */
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

/** Whether a request with this fault takes effect. */
export function takesEffect({ kind, handled }: EmulatorFault): boolean {
  const usual = typeof kind === 'number' ? 'no' : FAULTS[kind];
  return handled ?? (usual === 'yes' || usual === 'always');
}
