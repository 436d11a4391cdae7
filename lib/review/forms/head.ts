import { joined, present, text, words, type Text } from '../../text/parts';
import { GROUPS, VERDICTS, type Group } from '../../drift/words';
import type { MethodFinding, Review } from '..';
import { DEPLOYS } from './words';

/** The sentences at the head of every form. */

/** `1 auth method`, `2 auth methods`. */
export function counted(count: number, thing: string): Text {
  return text`${count} ${words(thing)}${words(count === 1 ? '' : 's')}`;
}

/** The most severe group that has something in it. A gap is as severe for a stack as for an auth method. */
export function worstOf({ counts }: Review): Group {
  const worst = GROUPS.find((group) => counts[group] > 0) ?? 'unchecked';
  return worst === 'in-sync' && counts.gaps > 0 ? 'unchecked' : worst;
}

/** Where the code is left out, nothing can be in sync with it. */
export function inSyncLabel({ stacks }: Review, isHead = false): string {
  const { label } = VERDICTS[stacks.some(({ plan }) => plan.refreshOnly) ? 'not-drifted' : 'in-sync'];
  return isHead ? label.replace(/^./, (first) => first.toUpperCase()) : label;
}

/** What has to be decided, in one line. */
export function decisionOf(review: Review): Text {
  const { counts } = review;
  const methods = review.stacks.flatMap((stack) => stack.methods);
  if (methods.length === 0) return text`No auth methods are in this plan`;
  const drifted = methods.filter(isDriftToDecide).length;
  const decisions = present(
    counts.conflict > 0 && counted(counts.conflict, 'conflict'),
    drifted > 0 && text`${drifted} drifted`,
    counts.destroy > 0 && text`${counts.destroy} to delete`,
  );
  if (decisions.length > 0) return text`Decide before you deploy: ${joined(decisions, ', ')}`;
  if (counts.unchecked + counts.gaps > 0) return text`Nothing to decide, but not everything was compared`;
  if (counts.change > 0) return text`Nothing to decide: the deploy does what the code says`;
  return text`Nothing to do: ${words(inSyncLabel(review))}`;
}

function isDriftToDecide({ attributes, action, matches }: MethodFinding): boolean {
  if (matches.includes('conflict')) return false;
  const verdicts = ['drifted', 'drifted-put-back', 'drifted-not-sent'];
  return (
    action === 'create-again' ||
    action === 'gone' ||
    attributes.some(
      ({ verdict, isDrifted }) => verdicts.includes(verdict) || (isDrifted && verdict === 'unknown'),
    )
  );
}

/** The same numbers as the counts of the review; those of the rule `change` by what the deploy does. */
export function countsOf(review: Review): Text {
  const { counts } = review;
  const methods = review.stacks.flatMap((stack) => stack.methods);
  const changes = methods.filter(({ matches }) => matches.includes('change')).map(changeOf);
  const parts = [
    [counts.conflict, 'in conflict'] as const,
    [counts.drift, 'drifted'] as const,
    ...DEPLOYS.map((kind) => [changes.filter((one) => one === kind).length, `to ${kind}`] as const),
    [counts.unchecked, 'not compared'] as const,
    [counts['in-sync'], inSyncLabel(review)] as const,
  ].flatMap(([count, label]) => (count === 0 ? [] : [text`${count} ${words(label)}`]));
  const gaps = counts.gaps > 0 && text`${counted(counts.gaps, 'gap')} in what was compared`;
  const list = present(...parts, gaps);
  const total = counted(counts.methods, 'auth method');
  return list.length > 0 ? text`${total}: ${joined(list, ', ')}` : text`${total}`;
}

function changeOf({ action, importedFrom, movedFrom }: MethodFinding): (typeof DEPLOYS)[number] {
  if (action === 'create-again') return 'create';
  if (action !== 'none' && action !== 'gone') return action;
  return importedFrom === undefined && movedFrom !== undefined ? 'move' : 'import';
}

export function requestsOf(review: Review): Text {
  const methods = review.stacks.flatMap((stack) => stack.methods);
  if (methods.length > 0 && review.stacks.every(({ plan }) => plan.refreshOnly))
    return text`The plan omits the code, so it does not show what a deploy sends.`;
  const requests = methods.reduce((sum, method) => sum + method.requests.length, 0);
  return text`A deploy sends Datadog ${requests === 0 ? text`nothing` : counted(requests, 'request')}.`;
}
