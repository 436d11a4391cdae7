import { movedSince, type Approval, type Moved } from './approval';
import { countsOf } from './matches';
import type { FailOn, Review, StackReview } from './review';
import { FAIL_ON, REVIEW_FORMAT } from './review';
import type { ReviewedStack } from './review-plan';

export interface Options {
  /** The version of this package. */
  readonly madeBy: string;
  /** Whether the exit code has Terraform's meaning of `-detailed-exitcode`. Default: false. */
  readonly detailed?: boolean;
  /** The rules that make the exit code 3. Default: none. */
  readonly failOn?: readonly FailOn[];
  /** What was approved before. */
  readonly approval?: Approval;
}

/** Makes one review of what came of the plans. */
export function conclude(reviewed: readonly ReviewedStack[], options: Options): Review {
  const { approval, failOn = [] } = options;
  const moves = reviewed.map((stack) => (approval ? movedSince(approval, stack) : undefined));
  const stacks = reviewed.map(({ stack }, index) => withMoves(stack, moves[index]));
  const gone = moves.reduce((sum, moved) => sum + (moved?.gone.length ?? 0), 0);
  const counts = countsOf(stacks, gone);
  const failedOn = FAIL_ON.filter((rule) => failOn.includes(rule) && isMatched(rule, counts));
  return {
    format: REVIEW_FORMAT,
    madeBy: options.madeBy,
    stacks,
    counts,
    exit: { code: exitCode(stacks, failedOn, options.detailed ?? false), failedOn },
  };
}

function exitCode(stacks: readonly StackReview[], failedOn: readonly FailOn[], detailed: boolean): 0 | 2 | 3 {
  if (failedOn.length > 0) return 3;
  return detailed && stacks.some(({ plan }) => plan.applyable) ? 2 : 0;
}

/** What a sentence of a stack says was not compared, was not, whatever the auth methods say. */
function isMatched(rule: FailOn, counts: Review['counts']): boolean {
  return counts[rule] > 0 || (rule === 'unchecked' && counts.gaps > 0);
}

function withMoves(stack: StackReview, moved: Moved | undefined): StackReview {
  if (!moved) return stack;
  return {
    ...stack,
    methods: stack.methods.map((method) => {
      const since = moved.methods.get(method.address);
      return {
        ...method,
        matches: since ? [...method.matches, 'moved' as const] : method.matches,
        attributes: method.attributes.map((finding) => ({
          ...finding,
          movedSinceApproval: since?.attributes.has(finding.attribute) ?? false,
        })),
        notes: since ? [...method.notes, since.note] : method.notes,
      };
    }),
    notCompared: [
      ...stack.notCompared,
      ...moved.gone.map(
        (address) =>
          `${address} was approved, and is not in this plan any more: what became of it was not compared.`,
      ),
    ],
  };
}
