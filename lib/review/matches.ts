import type { Verdict } from '../drift/words';
import { FAIL_ON, type Action, type FailOn, type MethodFinding } from './review';

/** The rules that an auth method matches. */
export function matchesOf(method: Omit<MethodFinding, 'matches'>): FailOn[] {
  const { action, importedFrom, movedFrom, attributes } = method;
  const verdicts = attributes.map(({ verdict }) => verdict);
  const matches: Readonly<Record<FailOn, boolean>> = {
    drift: attributes.some(({ isDrifted }) => isDrifted) || action === 'gone' || action === 'create-again',
    conflict: verdicts.includes('conflict'),
    change: (action !== 'none' && action !== 'gone') || importedFrom !== undefined || movedFrom !== undefined,
    destroy: action === 'delete' || action === 'replace',
    unchecked: verdicts.some((verdict) => isUnchecked(verdict, action)),
  };
  return FAIL_ON.filter((rule) => matches[rule]);
}

function isUnchecked(verdict: Verdict, action: Action): boolean {
  // A deletion needs no value of the code. Where nobody read the live values, a gap of the stack says so.
  if (verdict === 'not-compared') return !['delete', 'forget', 'gone'].includes(action);
  return verdict === 'unknown' || verdict === 'drifted-not-sent';
}
