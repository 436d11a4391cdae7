import type { AttributeName, AttributeProperty } from '../attributes';
import type { Judgement } from '../drift/judge';
import type { Text } from '../text/parts';
import type { Shown } from '../drift/shown';
import type { AuditedMethod } from '../wire/audit-events';
import type { RequestBody } from '../wire/request';

/** What a review says. It is the JSON form too, in which a text is a string: docs/review.schema.json. */

/** The second number goes up when something is added, the first when anything else changes. */
export const REVIEW_FORMAT = '1.2';

/** Of one attribute. */
export interface AttributeFinding extends Judgement {
  readonly attribute: AttributeName;
  /** Its name in TypeScript. */
  readonly property: AttributeProperty;
}

/** What becomes of one auth method as a whole. */
export type Action =
  /** Nothing is sent. An import or a move may be recorded. */
  | 'none'
  | 'create'
  /** Deleted in Datadog: a deploy creates it again, with a new id. */
  | 'create-again'
  | 'update'
  | 'delete'
  /** Deleted and created, as somebody asked (`-replace`, a taint, `replaceTriggeredBy`). */
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
  /**
   * Whether the body is final. If not, attributes that turn out equal are omitted, and an empty PATCH is
   * not sent.
   */
  readonly settled: boolean;
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
  /** The rules of `--fail-on` that it matches. */
  readonly matches: readonly FailOn[];
  /** The id or name that this plan imports it from. */
  readonly importedFrom?: string;
  /** The address that it had before. */
  readonly movedFrom?: string;
  /** In the table's order. */
  readonly attributes: readonly AttributeFinding[];
  /** In the order in which a deploy sends them. */
  readonly requests: readonly PlannedRequest[];
  /** What a reader must know besides. */
  readonly notes: readonly Text[];
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
  };
  /** What was not compared. */
  readonly notCompared: readonly Text[];
  /** How many resources of other types and providers the plan changes and leaves unchanged. */
  readonly others: { readonly unchanged: number; readonly changed: number };
}

/** What `--fail-on` may name. */
export const FAIL_ON = ['drift', 'conflict', 'change', 'destroy', 'unchecked'] as const;
export type FailOn = (typeof FAIL_ON)[number];

export interface Review {
  readonly format: typeof REVIEW_FORMAT;
  /** The version of this package. */
  readonly madeBy: string;
  readonly stacks: readonly StackReview[];
  /**
   * How many auth methods match each rule. One can match several; `in-sync` matches none. `gaps` counts the
   * gaps of all stacks: with any, `--fail-on unchecked` matches too. `moved` is always 0: readers of format
   * 1.0 expect it.
   */
  readonly counts: Readonly<Record<FailOn | 'methods' | 'in-sync' | 'gaps' | 'moved', number>>;
  /** What `--who` could not find out. Only with `--who`, and only where something drifted. */
  readonly auditTrail?: { readonly limits: readonly Text[] };
  readonly exit: {
    readonly code: 0 | 2 | 3;
    /** The rules of `--fail-on` that matched. */
    readonly failedOn: readonly FailOn[];
  };
}
