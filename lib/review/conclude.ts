import { listed, path, text, words, type Text } from '../text/parts';
import type { TakenNames } from './names';
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
  /** The names that each plan takes. Default: none are compared. */
  readonly names?: readonly TakenNames[];
}

/** Makes one review of all plans. Every number that people or pipelines read comes from its counts. */
export function conclude(plans: readonly StackReview[], options: Options): Review {
  const { madeBy, auditTrail, unmanaged, failOn = [], detailed = false, names = [] } = options;
  const stacks = withShared(plans, names);
  const counts = countsOf(stacks, unmanaged?.length ?? 0);
  // Terraform names no auth method in what the provider reports of one that the code no longer declares.
  const isStopped = stacks.some(({ diagnostics }) => diagnostics.some(({ blocks }) => blocks));
  const matches = (rule: FailOn) =>
    counts.rules[rule] > 0 || (rule === 'unchecked' && counts.gaps > 0) || (rule === 'blocked' && isStopped);
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

/** One auth method, or one name, that several resources have. */
function withShared(stacks: readonly StackReview[], names: readonly TakenNames[]): readonly StackReview[] {
  const idOf = ({ id, action }: MethodFinding) =>
    // What Terraform forgets here may be imported there.
    id === undefined || action === 'forget' ? undefined : `id ${id.toLowerCase()}`;
  const owners = new Map<string | undefined, MethodFinding[]>();
  const own = (key: string | undefined, method: MethodFinding) =>
    owners.set(key, [...(owners.get(key) ?? []), method]);
  stacks.forEach(({ methods }, index) => {
    for (const method of methods)
      for (const key of [idOf(method), names[index]?.get(method.address)]) own(key, method);
  });
  owners.delete(undefined);
  const marked = (method: MethodFinding, taken?: TakenNames): MethodFinding => {
    const others = (key?: string) => owners.get(key)?.filter((one) => one !== method) ?? [];
    const [byId, byName] = [others(idOf(method)), others(taken?.get(method.address))];
    const notes = [
      ...(byId.length > 0 ? [sharedId(byId)] : []),
      ...(byName.length > 0 ? [sharedName(byName)] : []),
    ];
    return notes.length === 0 ? method : withOutcome({ ...method, notes: [...notes, ...method.notes] });
  };
  return stacks.map((stack, index) => ({
    ...stack,
    methods: stack.methods.map((method) => marked(method, names[index])),
  }));
}

function sharedId(others: readonly MethodFinding[]): Note {
  const isDeleted = others.some(({ action }) => action === 'delete');
  const does = isDeleted ? 'the deploy deletes it there' : 'each deploy of one undoes that of the other';
  return {
    kind: 'shared-id',
    text: text`${placesOf(others)} ${words(others.length === 1 ? 'manages' : 'manage')} the same auth method,
      and ${words(does)}. Keep one of them, and let Terraform forget the other.`,
    blocks: true,
  };
}

function sharedName(others: readonly MethodFinding[]): Note {
  return {
    kind: 'shared-name',
    text: text`${placesOf(others)} ${words(others.length === 1 ? 'takes' : 'take')} the same name.
      Datadog refuses a second auth method of one name with 409. Choose another name for one of them.`,
    blocks: true,
  };
}

function placesOf(methods: readonly MethodFinding[]): Text {
  return listed(methods.map(({ address, constructPath }) => path(constructPath ?? address)));
}
