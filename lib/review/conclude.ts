import { listed, path, text, words } from '../text/parts';
import { OUTCOMES, withOutcome, type Outcome } from './outcomes';
import {
  FAIL_ON,
  REVIEW_FORMAT,
  type FailOn,
  type MethodFinding,
  type Note,
  type Review,
  type StackReview,
} from './review';

export interface Options extends Pick<Review, 'auditTrail' | 'unmanaged'> {
  /** The version of this package. */
  readonly madeBy: string;
  /** Whether the exit code means the same as with Terraform's `-detailed-exitcode`. Default: false. */
  readonly detailed?: boolean;
  /** The rules that make the exit code 3. Default: none. */
  readonly failOn?: readonly FailOn[];
}

/** Makes one review of all plans. Every number that people or pipelines read comes from its counts. */
export function conclude(plans: readonly StackReview[], options: Options): Review {
  const { madeBy, auditTrail, unmanaged, failOn = [], detailed = false } = options;
  const stacks = withSharedIds(plans);
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
  const outcomes = (Object.keys(OUTCOMES) as Outcome[])
    .map((outcome) => [outcome, all.filter((method) => method.outcome === outcome).length] as const)
    .filter(([, count]) => count > 0);
  return {
    methods: all.length,
    outcomes: Object.fromEntries(outcomes),
    rules: Object.fromEntries(FAIL_ON.map((rule) => [rule, matching(rule)])) as Record<FailOn, number>,
    gaps: stacks.reduce((sum, { notCompared }) => sum + notCompared.length, 0),
  };
}

/** One auth method that several resources manage: each deploy of one undoes that of the other. */
function withSharedIds(stacks: readonly StackReview[]): readonly StackReview[] {
  const owners = new Map<string, MethodFinding[]>();
  // What Terraform forgets here may be imported there.
  const managed = stacks.flatMap(({ methods }) => methods).filter(({ action }) => action !== 'forget');
  for (const method of managed) {
    const id = method.id?.toLowerCase();
    if (id !== undefined) owners.set(id, [...(owners.get(id) ?? []), method]);
  }
  const marked = (method: MethodFinding): MethodFinding => {
    const others = owners.get(method.id?.toLowerCase() ?? '')?.filter((one) => one !== method) ?? [];
    if (others.length === 0 || method.action === 'forget') return method;
    return withOutcome({ ...method, notes: [sharedId(others), ...method.notes] });
  };
  return stacks.map((stack) => ({ ...stack, methods: stack.methods.map(marked) }));
}

function sharedId(others: readonly MethodFinding[]): Note {
  const names = listed(others.map(({ address, constructPath }) => path(constructPath ?? address)));
  const isDeleted = others.some(({ action }) => action === 'delete');
  const does = isDeleted ? 'the deploy deletes it there' : 'each deploy of one undoes that of the other';
  return {
    kind: 'shared-id',
    text: text`${names} ${words(others.length === 1 ? 'manages' : 'manage')} the same auth method,
      and ${words(does)}. Keep one of them, and let Terraform forget the other.`,
    blocks: true,
  };
}
