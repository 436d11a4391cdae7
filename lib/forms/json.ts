import type { AttributeName, AttributeProperty } from '../attributes';
import { plain, type Text } from '../judge/parts';
import type { Shown } from '../judge/shown';
import type { Choice, Verdict } from '../judge/words';
import type { AttributeFinding, MethodFinding, Review, StackReview } from '../review';

/** The second number goes up when something is added, the first when anything else changes. */
export const REVIEW_FORMAT = '1.1';

/** The JSON form. docs/review.schema.json describes it. */
export interface JsonReview extends Omit<Review, 'stacks'> {
  readonly format: typeof REVIEW_FORMAT;
  readonly stacks: readonly JsonStack[];
}

export interface JsonStack extends Omit<StackReview, 'methods' | 'plan' | 'gaps' | 'notes'> {
  readonly methods: readonly JsonMethod[];
  readonly plan: Omit<StackReview['plan'], 'version'> & { readonly terraformVersion: string };
  readonly notCompared: readonly string[];
  readonly notes: readonly string[];
}

export interface JsonMethod extends Omit<MethodFinding, 'attributes' | 'notes'> {
  readonly attributes: readonly JsonAttribute[];
  readonly notes: readonly string[];
}

export interface JsonAttribute {
  readonly attribute: AttributeName;
  readonly property: AttributeProperty;
  readonly verdict: Verdict;
  readonly deployed: Shown;
  readonly live: Shown;
  readonly wanted: Shown;
  readonly waysOut: readonly { readonly choice: Choice; readonly text: string }[];
  readonly movedSinceApproval?: boolean;
}

export function jsonReview(review: Review): string {
  return `${JSON.stringify(jsonOf(review), null, 2)}\n`;
}

function jsonOf(review: Review): JsonReview {
  return { format: REVIEW_FORMAT, ...review, stacks: review.stacks.map(stackOf) };
}

function stackOf({ plan: { version, ...plan }, gaps, notes, methods, ...stack }: StackReview): JsonStack {
  return {
    ...stack,
    methods: methods.map(methodOf),
    plan: { terraformVersion: version, ...plan },
    notCompared: sentences(gaps),
    notes: sentences(notes),
  };
}

function methodOf({ attributes, notes, ...method }: MethodFinding): JsonMethod {
  return { ...method, attributes: attributes.map(attributeOf), notes: sentences(notes) };
}

function attributeOf(finding: AttributeFinding): JsonAttribute {
  const { attribute, property, verdict, shown, isChangedSinceApproval } = finding;
  return {
    attribute,
    property,
    verdict,
    ...shown,
    waysOut: finding.waysOut.map(({ choice, text }) => ({ choice, text: plain(text) })),
    ...(isChangedSinceApproval === undefined ? {} : { movedSinceApproval: isChangedSinceApproval }),
  };
}

function sentences(texts: readonly Text[]): string[] {
  return texts.map(plain);
}
