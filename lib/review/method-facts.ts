import type { AttributeName } from '../attributes';
import type { DisplayValue } from '../drift/display';
import type { Judgement } from '../drift/judge';
import type { WayOut } from '../drift/ways-out';
import type { Text } from '../text/parts';
import type { AuditedMethod } from '../wire/audit-events';
import type { RequestBody } from '../wire/request';

/** Of one attribute. */
export interface AttributeFinding extends Judgement {
  readonly attribute: AttributeName;
}

/** What Terraform does with one auth method. */
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

/** What is known of one auth method. Its outcome follows from it. */
export interface MethodFacts {
  /** Terraform's address, such as `datadogwebhooks_oauth2_client_credentials.payments`. */
  readonly address: string;
  /**
   * The construct's path, such as `webhooks/payments`. Absent where the code is not CDKTF's or not at hand.
   */
  readonly constructPath?: string;
  /** The name in Datadog now. Before a creation, the wanted one. */
  readonly name: DisplayValue;
  readonly id?: string;
  readonly action: Action;
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
