import { wholeNumber } from '../checks';
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
  /** How many requests fail. Default: 1. */
  readonly count?: number;
}

/**
 * What fails: a status from 400 to 599 (a number, answered with Datadog's error body), or
 *
 * - `reset-before`, `reset-after`: the connection is reset before or after the request took effect. For
 *   ECONNREFUSED, use the port of a closed emulator.
 * - `hang`: no answer, until the client gives up or the emulator is closed.
 * - `slow-body`: the second half of the answer's body comes after `milliseconds`.
 * - `cut-body`: the connection is closed in the middle of the answer's body.
 * - `transform`: the function `transform` changes the body.
 * - `wrong-json` (truncated JSON), `wrong-type` (JSON of another shape), `empty-body`: replace the body. They
 *   turn a 204, which has no body, into a 200.
 * - `html`: a proxy's page.
 * - `redirect`: a redirect to the same address.
 */
export type FaultEffect =
  | { readonly kind: 'reset-before' | 'reset-after' }
  | ({
      /**
       * Whether the request takes effect. Default: no for a status, `html`, `redirect` and `hang`; yes for
       * the faults of an answer. The answer itself is the same in both cases.
       */
      readonly handled?: boolean;
    } & (
      | { readonly kind: 'hang' | 'cut-body' }
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

const WITHOUT_EFFECT: readonly FaultKind[] = ['reset-before', 'hang', 'html', 'redirect'];
const WITH_EFFECT: readonly FaultKind[] = [
  ...(['reset-after', 'cut-body', 'slow-body', 'transform'] as const),
  ...(['wrong-json', 'wrong-type', 'empty-body'] as const),
];

/** Throws an {@link EmulatorError} if there is no such fault. */
export function checkFault({ kind }: EmulatorFault): void {
  const names = [...WITHOUT_EFFECT, ...WITH_EFFECT];
  const isStatus = typeof kind === 'number' && wholeNumber(400, 599)(kind) === undefined;
  if (isStatus || names.includes(kind)) return;
  const problem = `must have a kind of ${names.join(', ')}, or a status from 400 to 599`;
  throw badOption(`faults (${quoted(String(kind))})`, problem);
}

/** Whether a request with this fault takes effect. */
export function takesEffect(fault: EmulatorFault): boolean {
  return ('handled' in fault ? fault.handled : undefined) ?? WITH_EFFECT.includes(fault.kind);
}
