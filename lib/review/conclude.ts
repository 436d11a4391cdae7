import { listed, path, text, words, type Text } from '../text/parts';
import { groupedBy } from './grouped';
import { withOutcome } from './outcomes';
import {
  FAIL_ON,
  REVIEW_FORMAT,
  type FailOn,
  type MethodFinding,
  type Note,
  type Review,
  type StackReview,
} from './review';
import type { ReviewedStack } from './review-plan';

export interface Options extends Pick<Review, 'auditTrail' | 'unmanaged'> {
  /** The version of this package. */
  readonly madeBy: string;
  /** Whether the exit code means the same as with Terraform's `-detailed-exitcode`. Default: false. */
  readonly detailed?: boolean;
  /** The rules that make the exit code 3. Default: none. */
  readonly failOn?: readonly FailOn[];
}

type Concluded = Pick<ReviewedStack, 'stack' | 'names'>;

/** Makes one review of all plans. Every number that people or pipelines read comes from its counts. */
export function conclude(reviewed: readonly Concluded[], options: Options): Review {
  const { madeBy, auditTrail, unmanaged, failOn = [], detailed = false } = options;
  const stacks = withShared(reviewed);
  const counts = countsOf(stacks, unmanaged?.length ?? 0);
  const matches = (rule: FailOn) => counts.rules[rule] > 0 || (rule === 'unchecked' && counts.gaps > 0);
  const failedOn = FAIL_ON.filter((rule) => failOn.includes(rule) && matches(rule));
  const ofTerraform = detailed ? terraformCode(stacks) : 0;
  const code = failedOn.length > 0 && ofTerraform !== 1 ? 3 : ofTerraform;
  return { format: REVIEW_FORMAT, madeBy, stacks, unmanaged, counts, auditTrail, exit: { code, failedOn } };
}

/** What `-detailed-exitcode` means. */
function terraformCode(stacks: readonly StackReview[]): 0 | 1 | 2 {
  if (stacks.some(({ plan }) => plan.errored)) return 1;
  return stacks.some(({ plan }) => plan.applyable) ? 2 : 0;
}

function countsOf(stacks: readonly StackReview[], unmanaged: number): Review['counts'] {
  const all = stacks.flatMap(({ methods }) => methods);
  const matching = (rule: FailOn) =>
    rule === 'unmanaged' ? unmanaged : all.filter(({ matches }) => matches.includes(rule)).length;
  const outcomes = [...groupedBy(all, ({ outcome }) => outcome)];
  return {
    methods: all.length,
    outcomes: Object.fromEntries(outcomes.map(([outcome = '', same]) => [outcome, same.length])),
    rules: Object.fromEntries(FAIL_ON.map((rule) => [rule, matching(rule)])) as Record<FailOn, number>,
    gaps: stacks.reduce((sum, { notCompared }) => sum + notCompared.length, 0),
  };
}

/** One auth method, or one name, that several resources have. */
function withShared(reviewed: readonly Concluded[]): StackReview[] {
  const names = new Map(
    reviewed.flatMap(({ stack, names }) => stack.methods.map((method, index) => [method, names[index]])),
  );
  const methods = [...names.keys()];
  const [byId, byName] = [groupedBy(methods, idOf), groupedBy(methods, (one) => names.get(one))];
  const marked = (method: MethodFinding): MethodFinding => {
    const others = (group: readonly MethodFinding[] = []) => group.filter((one) => one !== method);
    const notes = [
      ...sharedId(others(byId.get(idOf(method)))),
      ...sharedName(others(byName.get(names.get(method)))),
    ];
    return notes.length === 0 ? method : withOutcome({ ...method, notes: [...notes, ...method.notes] });
  };
  return reviewed.map(({ stack }) => ({ ...stack, methods: stack.methods.map(marked) }));
}

/** What Terraform forgets here may be imported there. */
function idOf({ id, action }: MethodFinding): string | undefined {
  return action === 'forget' ? undefined : id?.toLowerCase();
}

function sharedId(others: readonly MethodFinding[]): Note[] {
  const isDeleted = others.some(({ action }) => action === 'delete');
  const does = isDeleted ? 'the deploy deletes it there' : 'each deploy of one undoes that of the other';
  const manage = words(others.length === 1 ? 'manages' : 'manage');
  const shared = text`${placesOf(others)} ${manage} the same auth method, and ${words(does)}.
    Keep one of them, and let Terraform forget the other.`;
  return others.length > 0 ? [{ kind: 'shared-id', text: shared, blocks: true }] : [];
}

function sharedName(others: readonly MethodFinding[]): Note[] {
  const shared = text`${placesOf(others)} ${words(others.length === 1 ? 'takes' : 'take')} the same name.
    Datadog refuses a second auth method of one name with 409. Choose another name for one of them.`;
  return others.length > 0 ? [{ kind: 'shared-name', text: shared, blocks: true }] : [];
}

function placesOf(methods: readonly MethodFinding[]): Text {
  return listed(methods.map(({ address, constructPath }) => path(constructPath ?? address)));
}
