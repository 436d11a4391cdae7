import { compareWithApproval, type Approval } from './approval';
import { countsOf } from './matches';
import { FAIL_ON, REVIEW_FORMAT, type FailOn, type Review } from './review';
import type { ReviewedStack } from './review-plan';

export interface Options {
  /** The version of this package. */
  readonly madeBy: string;
  /** Whether the exit code means the same as with Terraform's `-detailed-exitcode`. Default: false. */
  readonly detailed?: boolean;
  /** The rules that make the exit code 3. Default: none. */
  readonly failOn?: readonly FailOn[];
  /** What was approved before. */
  readonly approval?: Approval;
  /** What `--who` could not find out. Absent without it. */
  readonly auditTrail?: Review['auditTrail'];
}

/** Makes one review of all plans. Every number that people or pipelines read comes from its counts. */
export function conclude(reviewed: readonly ReviewedStack[], options: Options): Review {
  const { madeBy, approval, failOn = [], detailed = false, auditTrail } = options;
  const compared = reviewed.map((one) =>
    approval ? compareWithApproval(approval, one) : { stack: one.stack, gone: 0 },
  );
  const stacks = compared.map(({ stack }) => stack);
  const counts = countsOf(
    stacks,
    compared.reduce((sum, { gone }) => sum + gone, 0),
  );
  const matches = (rule: FailOn) => counts[rule] > 0 || (rule === 'unchecked' && counts.gaps > 0);
  const failedOn = FAIL_ON.filter((rule) => failOn.includes(rule) && matches(rule));
  const applyable = stacks.some(({ plan }) => plan.applyable);
  const code = failedOn.length > 0 ? 3 : detailed && applyable ? 2 : 0;
  return {
    format: REVIEW_FORMAT,
    madeBy,
    stacks,
    counts,
    ...(auditTrail ? { auditTrail } : {}),
    exit: { code, failedOn },
  };
}
