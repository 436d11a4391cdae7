import type { AttributeName, AttributeProperty } from '../attributes';
import type { Shown } from '../judge/shown';
import type { Choice, Verdict } from '../judge/words';

export type { Shown, Verdict };

/**
 * What a review says, free of any form: the terminal, Markdown, HTML and the annotations are written from it, and the
 * JSON form is it, so that all of them say the same.
 */

/** Of the JSON form. The second number goes up when something is added, the first when something else changes. */
export const REVIEW_FORMAT = '1.0';

/** What one may do about a drift or a conflict, and what comes of it. */
export interface WayOut {
  readonly choice: Choice;
  /** A sentence that can be followed to the letter: the construct's path, the property, the value to write. */
  readonly text: string;
}

export interface AttributeFinding {
  readonly attribute: AttributeName;
  /** Its name in TypeScript. */
  readonly property: AttributeProperty;
  readonly verdict: Verdict;
  readonly deployed: Shown;
  readonly live: Shown;
  readonly wanted: Shown;
  /** Of a drift that is put back and a conflict; empty otherwise, and where the whole auth method was deleted. */
  readonly waysOut: readonly WayOut[];
  /** Whether its values or the request with it moved since the approval; absent when none was compared. */
  readonly movedSinceApproval?: boolean;
}

/** What becomes of one auth method as a whole. */
export type Action =
  /** Nothing is sent; an import or a move may be recorded. */
  | 'none'
  | 'create'
  /** Deleted in Datadog: it is created again, with a new id. */
  | 'create-again'
  | 'update'
  | 'delete'
  /** Deleted and created anew, since somebody asks for it (`-replace`, a taint, `replaceTriggeredBy`). */
  | 'replace'
  /** Dropped from the state; Datadog keeps it. */
  | 'forget'
  /** Found deleted in Datadog by a plan that does not create it again. */
  | 'gone';

/** A call that a deploy makes to change Datadog. What it reads before is not listed. */
export interface PlannedRequest {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  /**
   * The whole body to the letter, but `***` for the client secret and what is marked as sensitive, and `(known after
   * apply)` for what only the apply tells. Absent for a DELETE.
   */
  readonly body?: {
    readonly data: { readonly type: string; readonly attributes: Readonly<Record<string, string | null>> };
  };
  /** Whether all of the body is known; if not, attributes that turn out the same are left out, and a PATCH without any is not sent. */
  readonly settled: boolean;
}

export interface MethodFinding {
  /** Terraform's address, such as `datadogwebhooks_oauth2_client_credentials.payments`. */
  readonly address: string;
  /** The construct's path in the CDKTF app, such as `webhooks/payments`; absent where the code is not CDKTF's or not at hand. */
  readonly constructPath?: string;
  /** The name that Datadog knows it by now; the wanted one before its creation; masked when it is sensitive. */
  readonly name: Shown;
  readonly id?: string;
  readonly action: Action;
  /** The rules of `--fail-on` that it matches; none where it is in sync, or with `-refresh-only` has not drifted. */
  readonly matches: readonly FailOn[];
  /** An import by this plan, from this id or name. */
  readonly importedFrom?: string;
  /** The address that it had in the code before. */
  readonly movedFrom?: string;
  /** In the table's order; for a method that is deleted, forgotten or gone, what was compared until then. */
  readonly attributes: readonly AttributeFinding[];
  /** In the order in which a deploy makes them; empty when nothing is sent. */
  readonly requests: readonly PlannedRequest[];
  /** What a reader must know besides, a sentence each. */
  readonly notes: readonly string[];
}

/** What came of one plan. */
export interface StackReview {
  /** The stack's name; absent when the plan came from a file. */
  readonly stack?: string;
  readonly methods: readonly MethodFinding[];
  readonly plan: {
    readonly terraformVersion: string;
    /** When the plan was made, as RFC 3339 tells it; absent where the plan does not say. */
    readonly madeAt?: string;
    /** Whether Datadog was asked for the live values; a plan's file does not tell. */
    readonly refreshed: 'yes' | 'no' | 'not-known';
    /** Whether the code was left out (`-refresh-only`). */
    readonly refreshOnly: boolean;
    /** Whether Terraform says that an apply would do something. */
    readonly applyable: boolean;
  };
  /** What was not compared, a sentence each, as loud as what changed. */
  readonly notCompared: readonly string[];
  /** Resources of other types and providers in the same plan: how many of them it creates, updates, deletes … or leaves. */
  readonly others: { readonly unchanged: number; readonly changed: number };
}

/** What `--fail-on` may name. */
export const FAIL_ON = ['drift', 'conflict', 'change', 'destroy', 'unchecked', 'moved'] as const;
export type FailOn = (typeof FAIL_ON)[number];

export interface Review {
  readonly format: typeof REVIEW_FORMAT;
  /** The version of this package. */
  readonly madeBy: string;
  readonly stacks: readonly StackReview[];
  /**
   * How many auth methods match each rule, and how many none but `moved` (`in-sync`); one may match several. `moved`
   * counts those too that were approved and are in no plan any more. `gaps` are the sentences of all `notCompared`:
   * with any, `--fail-on unchecked` matches as well.
   */
  readonly counts: Readonly<Record<FailOn | 'methods' | 'in-sync' | 'gaps', number>>;
  readonly exit: {
    readonly code: 0 | 2 | 3;
    /** The rules of `--fail-on` that matched. */
    readonly failedOn: readonly FailOn[];
  };
}
