import type { AttributeName, AttributeProperty } from '../attributes';
import type { Judgement } from '../drift/judge';
import type { Shown } from '../drift/shown';
import type { WayOut } from '../drift/ways-out';
import type { Text } from '../text/parts';
import type { AuditedChange, AuditedMethod } from '../wire/audit-events';
import type { RequestBody } from '../wire/request';
import type { Outcome } from './outcomes';

/** What a review says. It is the JSON form too, in which a text is a string: docs/review.schema.json. */

/** The second number goes up when something is added, the first when anything else changes. */
export const REVIEW_FORMAT = '1.0';

/** Of one attribute. */
export interface AttributeFinding extends Judgement {
  readonly attribute: AttributeName;
  /** Its name in TypeScript. */
  readonly property: AttributeProperty;
}

/** What Terraform does with one auth method as a whole. */
export type Action =
  /** Nothing is sent. An import or a move may be recorded. */
  | 'none'
  | 'create'
  /** Deleted in Datadog: a deploy creates it again, with a new id. */
  | 'create-again'
  /** A new one is created, and Terraform forgets the old one: Datadog keeps both. */
  | 'create-beside'
  | 'update'
  | 'delete'
  /** Deleted and created, as asked (`-replace`, a taint, `replaceTriggeredBy`) or by a new address. */
  | 'replace'
  /** Dropped from the state. Datadog keeps it. */
  | 'forget'
  /** Deleted in Datadog. This plan does not create it again. */
  | 'gone';

/** A call with which a deploy changes Datadog. The calls that only read are not listed. */
export interface PlannedRequest {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  /**
   * The exact body, with `***` for the client secret and for sensitive values, and `(known after apply)`
   * for values that are not known yet. Absent for a DELETE.
   */
  readonly body?: RequestBody;
  /** Whether the body is final. */
  readonly settled: boolean;
  /** Why it is not final. */
  readonly reason?: Text;
}

/** A sentence, and which one it is. */
export interface Gap {
  readonly kind: string;
  readonly text: Text;
}

export interface Note extends Gap {
  /** Whether a deploy stops because of it. */
  readonly blocks: boolean;
}

/** An error or a warning of the plan, in the provider's words. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** Whether a deploy stops because of it. */
  readonly blocks: boolean;
  readonly summary: string;
  readonly detail: string;
}

export interface MethodFinding {
  /** Terraform's address, such as `datadogwebhooks_oauth2_client_credentials.payments`. */
  readonly address: string;
  /**
   * The construct's path, such as `webhooks/payments`. Absent where the code is not CDKTF's or not at hand.
   */
  readonly constructPath?: string;
  /** The name in Datadog now. Before a creation, the wanted one. */
  readonly name: Shown;
  readonly id?: string;
  readonly action: Action;
  /** What becomes of it, in one word. */
  readonly outcome: Outcome;
  /** The rules of `--fail-on` that it matches. */
  readonly matches: readonly FailOn[];
  /** The id or name that this plan imports it from. */
  readonly importedFrom?: string;
  /** The address that it had before. */
  readonly movedFrom?: string;
  /** The address of the deletion that has the same name. */
  readonly renamedFrom?: string;
  /** In the table's order. */
  readonly attributes: readonly AttributeFinding[];
  /** What a person can do about drift; empty where nothing has to be decided. */
  readonly waysOut: readonly WayOut[];
  /** In the order in which a deploy sends them. */
  readonly requests: readonly PlannedRequest[];
  /** What a reader must know besides. */
  readonly notes: readonly Note[];
  readonly diagnostics: readonly Diagnostic[];
  /**
   * Who changed it, as the audit trail shows: five changes at most. Only with `--who`, and only where it
   * drifted. The notes say it too.
   */
  readonly auditTrail?: AuditedMethod;
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
  readonly name: Shown;
  readonly id: string;
  /** Newest first. Only with `--who`. */
  readonly changes: readonly AuditedChange[];
}

/** What `--fail-on` may name. */
export const FAIL_ON = [
  'blocked',
  'drift',
  'conflict',
  'change',
  'destroy',
  'unchecked',
  'unmanaged',
] as const;
export type FailOn = (typeof FAIL_ON)[number];

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
