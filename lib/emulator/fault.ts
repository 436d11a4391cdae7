import { oneOf, wholeNumber } from '../checks';
import { quoted } from '../text/quoted';
import { badOption } from './errors';

/** The requests that fail. Default: all. */
export interface FaultTarget {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** To the list, to the collection (POST), to one auth method, to the audit trail, or for a token. */
  readonly route?: 'list' | 'collection' | 'method' | 'audit' | 'token';
  /** The id or name of the auth method in the request; for a POST, the name in its body. */
  readonly authMethod?: string;
}

/** How often a fault happens. */
export interface FaultRepetition {
  /** How many matching requests succeed first. Default: 0. */
  readonly skip?: number;
  /** How many requests fail. Default: 1; with a `probability`, `Infinity`. */
  readonly count?: number;
  /** How likely a matching request fails, above 0 and at most 1. Default: 1. */
  readonly probability?: number;
  /** With a `probability`, this number alone decides which requests fail. Default: 1. */
  readonly seed?: number;
}

/**
 * What fails: a status from 400 to 599 (a number, answered with Datadog's error body), or
 *
 * - `refuse`: a new connection is reset before a request is read, so the {@link FaultTarget} does not apply.
 *   Kept-alive connections are not affected. For ECONNREFUSED, use the port of a closed emulator.
 * - `reset-before`, `reset-after`: the connection is reset before or after the request took effect.
 * - `hang`: no answer, until the client gives up or the emulator is closed.
 * - `slow-body`: the answer is sent in small pieces over `milliseconds`.
 * - `cut-body`: the connection is closed in the middle of the answer's body.
 * - `wrong-content-length`: the body is ten bytes longer than the header says, so the client takes the rest
 *   as the next answer.
 * - `transform`: the function `transform` changes the body.
 * - `wrong-json` (truncated JSON), `wrong-type` (JSON of another shape), `empty-body`, `large-body`: replace
 *   the body. They turn a 204, which has no body, into a 200.
 * - `html`: a proxy's page.
 * - `redirect`: a redirect to the same address.
 */
export type FaultEffect =
  | { readonly kind: 'refuse' | 'reset-before' | 'reset-after' }
  | ({
      /**
       * Whether the request takes effect. Default: no for a status, `html`, `redirect` and `hang`; yes for
       * the faults of an answer. The answer itself is the same in both cases.
       */
      readonly handled?: boolean;
    } & (
      | { readonly kind: 'hang' | 'cut-body' | 'wrong-content-length' }
      | {
          readonly kind: number;
          /** Seconds, sent with the other `X-RateLimit-…` headers. Default: not sent. */
          readonly rateLimitReset?: number;
          /** Seconds, sent as `Retry-After`. Default: not sent. */
          readonly retryAfter?: number;
        }
      | {
          readonly kind: 'html' | 'redirect' | 'wrong-json' | 'wrong-type' | 'empty-body';
          /** Default: 502 for `html`, 307 for `redirect`, otherwise as without the fault. */
          readonly status?: number;
        }
      | {
          readonly kind: 'large-body';
          /** Default: as without the fault. */
          readonly status?: number;
          /** The size of the body. Default: 65 MiB. */
          readonly bytes?: number;
        }
      | {
          readonly kind: 'slow-body';
          /** Default: 10,000. */
          readonly milliseconds?: number;
        }
      | {
          readonly kind: 'transform';
          /** Returns another body for the answer. It must not change the body it gets. */
          readonly transform: (body: unknown) => unknown;
        }
    ));

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
 * Use the id where a request changes the name. Faults for other requests do not affect the order.
 *
 * This answer to a POST is about another auth method; with `handled: false`, nothing is created either:
 *
 * ```ts
 * const { id, attributes } = emulator.add({ … });
 * const type = 'webhooks-auth-method-oauth2-client-credentials';
 * const transform = () => ({ data: { id, type, attributes } });
 * emulator.fault({ kind: 'transform', method: 'POST', transform });
 * ```
 */
export type EmulatorFault = FaultTarget & FaultRepetition & FaultEffect;

/** The name of a fault, or a status from 400 to 599. */
export type FaultKind = EmulatorFault['kind'];

const WITHOUT_EFFECT: readonly FaultKind[] = ['refuse', 'reset-before', 'hang', 'html', 'redirect'];
const WITH_EFFECT: readonly FaultKind[] = [
  ...(['reset-after', 'cut-body', 'slow-body', 'wrong-content-length', 'transform'] as const),
  ...(['wrong-json', 'wrong-type', 'empty-body', 'large-body'] as const),
];

const CHECKS: readonly [string, (value: never) => string | undefined][] = [
  ['method', oneOf(['GET', 'POST', 'PATCH', 'DELETE'])],
  ['route', oneOf(['list', 'collection', 'method', 'audit', 'token'])],
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

/** Throws an {@link EmulatorError} if a fault is not valid. */
export function checkFault(fault: EmulatorFault): void {
  const problem = kindProblem(fault.kind) ?? valueProblem(fault);
  if (problem) throw badOption(`faults (${quoted(String(fault.kind))})`, problem);
}

function kindProblem(kind: FaultKind): string | undefined {
  const names = [...WITHOUT_EFFECT, ...WITH_EFFECT];
  return names.includes(kind) || (typeof kind === 'number' && wholeNumber(400, 599)(kind) === undefined)
    ? undefined
    : `must have a kind of ${names.join(', ')}, or a status from 400 to 599`;
}

function valueProblem(fault: EmulatorFault): string | undefined {
  const values = Object.entries(fault).filter(([, value]) => value !== undefined);
  for (const [name, value] of values) {
    const problem = CHECKS.find((check) => check[0] === name)?.[1](value as never);
    if (problem) return `has a value of ${name} that ${problem}`;
  }
  return undefined;
}

/** Whether a request with this fault takes effect. */
export function takesEffect(fault: EmulatorFault): boolean {
  return ('handled' in fault ? fault.handled : undefined) ?? WITH_EFFECT.includes(fault.kind);
}
