/** What a review says. It is the JSON form too, in which a text is a string: docs/review.schema.json. */

import type { DisplayValue } from '../drift/display';
import type { Text } from '../text/parts';
import type { AuditedChange } from '../wire/audit-events';
import type { Diagnostic, Gap, MethodFacts } from './method-facts';
import type { FailOn, Outcome } from './outcomes';

export * from './method-facts';
export { FAIL_ON, type FailOn } from './outcomes';

/** The second number goes up when something is added, the first when anything else changes. */
export const REVIEW_FORMAT = '1.0';

export interface MethodFinding extends MethodFacts {
  /** What becomes of it, in one word. */
  readonly outcome: Outcome;
  /** The rules of `--fail-on` that it matches. */
  readonly matches: readonly FailOn[];
}

/** The result of one plan. */
export interface StackReview {
  /** The stack's name. Absent when the plan came from a file. */
  readonly stack?: string;
  readonly methods: readonly MethodFinding[];
  readonly plan: {
    readonly madeBy: 'Terraform' | 'OpenTofu';
    readonly terraformVersion: string;
    /** When the plan was made (RFC 3339). Absent where the plan does not show it. */
    readonly madeAt?: string;
    /** Whether the plan read the live values from Datadog. A plan's file does not show it. */
    readonly refreshed: 'yes' | 'no' | 'not-known';
    /** Whether the plan omits the code (`-refresh-only`). */
    readonly refreshOnly: boolean;
    /** Whether an apply would do something, as Terraform says. */
    readonly applyable: boolean;
    /** Whether the plan ended with an error of the provider. It has the rest. */
    readonly errored: boolean;
  };
  /** What was not compared. */
  readonly notCompared: readonly Gap[];
  /** What the plan says of the provider as a whole. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many resources of other types and providers the plan changes and leaves unchanged. */
  readonly others: { readonly unchanged: number; readonly changed: number };
}

/** An auth method in Datadog that no reviewed stack manages. */
export interface UnmanagedMethod {
  readonly name: DisplayValue;
  readonly id: string;
  /** Newest first. Only with `--who`. */
  readonly changes: readonly AuditedChange[];
}

export interface Review {
  readonly format: typeof REVIEW_FORMAT;
  /** The version of this package. */
  readonly madeBy: string;
  readonly stacks: readonly StackReview[];
  /** Only with `--unmanaged`. */
  readonly unmanaged?: readonly UnmanagedMethod[];
  readonly counts: {
    /** The auth methods of the stacks. */
    readonly methods: number;
    /** Each auth method has one outcome, so these add up to `methods`. */
    readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
    /** An auth method can match several rules of `--fail-on`, or none. */
    readonly rules: Readonly<Record<FailOn, number>>;
    /** What was not compared in a stack as a whole. With any, `--fail-on unchecked` matches too. */
    readonly gaps: number;
  };
  /** What `--who` could not find out. Only with `--who`, and only where something drifted. */
  readonly auditTrail?: { readonly limits: readonly Text[] };
  readonly exit: {
    /** 1 only with `--detailed-exitcode`, after a plan that ended with an error. */
    readonly code: 0 | 1 | 2 | 3;
    /** The rules of `--fail-on` that matched. */
    readonly failedOn: readonly FailOn[];
  };
}
