import type { FailOn, MethodFinding, Review, StackReview, Verdict } from './review';

/**
 * The one place that counts: the words that a person reads, the filters of the page, the numbers in the JSON and
 * `--fail-on` all come from here.
 */

/** The rules that an auth method matches, `moved` aside, which takes an approval to tell. */
export function matchesOf(method: Omit<MethodFinding, 'matches'>, drifted: boolean): FailOn[] {
  const { action, importedFrom, movedFrom } = method;
  const verdicts = method.attributes.map(({ verdict }) => verdict);
  const matches: Readonly<Record<Exclude<FailOn, 'moved'>, boolean>> = {
    drift: drifted || action === 'gone' || action === 'create-again',
    conflict: verdicts.includes('conflict'),
    change: (action !== 'none' && action !== 'gone') || importedFrom !== undefined || movedFrom !== undefined,
    destroy: action === 'delete' || action === 'replace',
    unchecked: verdicts.some((verdict) => isUnchecked(verdict, method)),
  };
  return (Object.keys(matches) as (keyof typeof matches)[]).filter((rule) => matches[rule]);
}

function isUnchecked(verdict: Verdict, { action }: Pick<MethodFinding, 'action'>): boolean {
  // What leaves needs no value in the code. Where nobody looked at it, a sentence of the stack says so.
  if (verdict === 'not-compared') return !['delete', 'forget', 'gone'].includes(action);
  return verdict === 'unknown' || verdict === 'drifted-not-sent';
}

/** Without a rule that it matches; that something moved since an approval does not make it less in sync. */
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
