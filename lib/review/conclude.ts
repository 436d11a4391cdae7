import { movedSince, type Approval, type Moved } from './approval';
import type { FailOn, MethodFinding, Review, StackReview } from './review';
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
  const counts = count(reviewed, moves);
  const failedOn = FAIL_ON.filter((rule) => failOn.includes(rule) && counts[rule] > 0);
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

function count(reviewed: readonly ReviewedStack[], moves: readonly (Moved | undefined)[]): Review['counts'] {
  const methods = reviewed.flatMap((stack) => stack.methods);
  const number = (holds: (finding: MethodFinding, drifted: boolean) => boolean) =>
    methods.filter(({ finding, drifted }) => holds(finding, drifted)).length;
  const has =
    (...verdicts: string[]) =>
    (finding: MethodFinding) =>
      finding.attributes.some(({ verdict }) => verdicts.includes(verdict));
  const sentences = reviewed.flatMap(({ stack }) => stack.notCompared).length;
  return {
    methods: methods.length,
    'in-sync': number(isInSync),
    drift: number((_, drifted) => drifted),
    conflict: number(has('conflict')),
    change: number(changesSomething),
    destroy: number(({ action }) => action === 'delete' || action === 'replace'),
    unchecked: number(has('unknown', 'drifted-not-sent')) + sentences,
    moved: moves.reduce((sum, moved) => sum + (moved ? moved.methods.size + moved.gone.length : 0), 0),
  };
}

/** The client secret aside, which cannot be compared. */
function isInSync({ action, attributes }: MethodFinding): boolean {
  const verdicts = attributes.map(({ verdict }) => verdict);
  return (
    action === 'none' && verdicts.every((verdict) => ['in-sync', 'secret-not-compared'].includes(verdict))
  );
}

function changesSomething({ action, importedFrom, movedFrom }: MethodFinding): boolean {
  return !['none', 'gone'].includes(action) || importedFrom !== undefined || movedFrom !== undefined;
}

function withMoves(stack: StackReview, moved: Moved | undefined): StackReview {
  if (!moved) return stack;
  return {
    ...stack,
    methods: stack.methods.map((method) => {
      const since = moved.methods.get(method.address);
      return {
        ...method,
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
