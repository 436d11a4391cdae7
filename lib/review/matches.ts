import type { Verdict } from '../judge/words';
import type { Action, FailOn, MethodFinding, Review, StackReview } from './review';

/** The rules that an auth method matches. `moved` needs an approval to compare with. */
export function matchesOf(method: Omit<MethodFinding, 'matches'>): FailOn[] {
  const { action, importedFrom, movedFrom, attributes } = method;
  const verdicts = attributes.map(({ verdict }) => verdict);
  const matches: Readonly<Record<Exclude<FailOn, 'moved'>, boolean>> = {
    drift: attributes.some(({ isDrifted }) => isDrifted) || action === 'gone' || action === 'create-again',
    conflict: verdicts.includes('conflict'),
    change: (action !== 'none' && action !== 'gone') || importedFrom !== undefined || movedFrom !== undefined,
    destroy: action === 'delete' || action === 'replace',
    unchecked: verdicts.some((verdict) => isUnchecked(verdict, action)),
  };
  return (Object.keys(matches) as (keyof typeof matches)[]).filter((rule) => matches[rule]);
}

function isUnchecked(verdict: Verdict, action: Action): boolean {
  // A deletion needs no value of the code. Where nobody read the live values, a gap of the stack says so.
  if (verdict === 'not-compared') return !['delete', 'forget', 'gone'].includes(action);
  return verdict === 'unknown' || verdict === 'drifted-not-sent';
}

/** A change since the approval does not make an auth method less in sync. */
export function isInSync({ matches }: Pick<MethodFinding, 'matches'>): boolean {
  return matches.every((rule) => rule === 'moved');
}

/** @param gone how many auth methods were approved and are in no plan any more */
export function countsOf(stacks: readonly StackReview[], gone: number): Review['counts'] {
  const methods = stacks.flatMap((stack) => stack.methods);
  const matching = (rule: FailOn) => methods.filter(({ matches }) => matches.includes(rule)).length;
  return {
    methods: methods.length,
    'in-sync': methods.filter(isInSync).length,
    drift: matching('drift'),
    conflict: matching('conflict'),
    change: matching('change'),
    destroy: matching('destroy'),
    unchecked: matching('unchecked'),
    gaps: stacks.flatMap((stack) => stack.notCompared).length,
    moved: matching('moved') + gone,
  };
}
