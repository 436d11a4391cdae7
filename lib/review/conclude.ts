import { FAIL_ON, REVIEW_FORMAT, type FailOn, type Review, type StackReview } from './review';

export interface Options {
  /** The version of this package. */
  readonly madeBy: string;
  /** Whether the exit code means the same as with Terraform's `-detailed-exitcode`. Default: false. */
  readonly detailed?: boolean;
  /** The rules that make the exit code 3. Default: none. */
  readonly failOn?: readonly FailOn[];
  /** What `--who` could not find out. Absent without it. */
  readonly auditTrail?: Review['auditTrail'];
}

/** Makes one review of all plans. Every number that people or pipelines read comes from its counts. */
export function conclude(stacks: readonly StackReview[], options: Options): Review {
  const { madeBy, auditTrail, failOn = [], detailed = false } = options;
  const counts = countsOf(stacks);
  const matches = (rule: FailOn) => counts[rule] > 0 || (rule === 'unchecked' && counts.gaps > 0);
  const failedOn = FAIL_ON.filter((rule) => failOn.includes(rule) && matches(rule));
  const applyable = stacks.some(({ plan }) => plan.applyable);
  const code = failedOn.length > 0 ? 3 : detailed && applyable ? 2 : 0;
  return { format: REVIEW_FORMAT, madeBy, stacks, counts, auditTrail, exit: { code, failedOn } };
}

function countsOf(stacks: readonly StackReview[]): Review['counts'] {
  const all = stacks.flatMap(({ methods }) => methods.map(({ matches }) => matches));
  const matching = (rule: FailOn) => all.filter((matches) => matches.includes(rule)).length;
  return {
    methods: all.length,
    'in-sync': all.filter((matches) => matches.length === 0).length,
    drift: matching('drift'),
    conflict: matching('conflict'),
    change: matching('change'),
    destroy: matching('destroy'),
    unchecked: matching('unchecked'),
    gaps: stacks.flatMap(({ notCompared }) => notCompared).length,
    moved: 0,
  };
}
