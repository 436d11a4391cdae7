import { joined, NOTHING, present, sentences, text, words, type Text } from '../../text/parts';
import { GROUPS, type Group } from '../../drift/words';
import type { Review } from '..';
import { groupedBy } from '../grouped';
import { BY_SEVERITY, isDecision, OUTCOMES, type Outcome } from '../outcomes';

/** The sentences at the head of every form. Each number in them is of outcomes, or says what it counts. */

/** `1 auth method`, `2 auth methods`. */
export function counted(count: number, thing: string): Text {
  return text`${count} ${words(thing)}${words(count === 1 ? '' : 's')}`;
}

function outcomesIn({ counts }: Review): Outcome[] {
  return BY_SEVERITY.filter((outcome) => counts.outcomes[outcome]);
}

function countOf({ counts }: Review, outcomes: readonly Outcome[]): number {
  return outcomes.reduce((sum, outcome) => sum + (counts.outcomes[outcome] ?? 0), 0);
}

/** How many auth methods each group has, most severe first. Those without any are omitted. */
export function groupsOf(review: Review): readonly (readonly [Group, number])[] {
  return GROUPS.flatMap((group) => {
    const count = countOf(
      review,
      BY_SEVERITY.filter((outcome) => OUTCOMES[outcome].group === group),
    );
    return count > 0 ? [[group, count] as const] : [];
  });
}

/** The most severe group. A gap is as severe for a stack as for an auth method. */
export function worstOf(review: Review): Group {
  const worst = groupsOf(review)[0]?.[0] ?? 'unchecked';
  return worst === 'in-sync' && review.counts.gaps > 0 ? 'unchecked' : worst;
}

/** `1 in conflict`, `2 drifted`: outcomes of one name are counted together. */
function countedOutcomes(review: Review, outcomes: readonly Outcome[]): Text[] {
  const groups = groupedBy(outcomes, (outcome) => OUTCOMES[outcome].count);
  return [...groups].map(([name = '', same]) => text`${countOf(review, same)} ${words(name)}`);
}

/** What has to be decided, in one line. */
export function decisionOf(review: Review): Text {
  const { counts } = review;
  if (counts.methods === 0) return text`No auth methods are in this plan`;
  const decisions = countedOutcomes(review, outcomesIn(review).filter(isDecision));
  if (decisions.length > 0) return text`Decide before you deploy: ${joined(decisions, ', ')}`;
  if (counts.rules.unchecked + counts.gaps > 0)
    return text`Nothing to decide, but not everything was compared`;
  if (counts.rules.change > 0) return text`Nothing to decide: the deploy does what the code says`;
  return text`Nothing to do: ${joined(countedOutcomes(review, outcomesIn(review)), ', ')}`;
}

/** Every auth method once, by its outcome; then what is counted apart. */
export function countsOf(review: Review): Text {
  const { counts, unmanaged = [] } = review;
  const total = counted(counts.methods, 'auth method');
  const list = countedOutcomes(review, outcomesIn(review));
  const all = list.length > 0 ? text`${total}: ${joined(list, ', ')}` : total;
  const more = present(
    counts.gaps > 0 && text`${counted(counts.gaps, 'gap')} in what was compared`,
    unmanaged.length > 0 && text`${counted(unmanaged.length, 'auth method')} not managed`,
  );
  return joined([all, ...more], '. ');
}

export function requestsOf({ stacks }: Review): Text {
  const methods = stacks.flatMap((stack) => stack.methods);
  if (methods.length > 0 && stacks.every(({ plan }) => plan.refreshOnly))
    return text`The plan omits the code, so it does not show what a deploy sends.`;
  const applied = stacks.filter(({ plan }) => !plan.errored);
  const requests = applied.flatMap((stack) => stack.methods).flatMap((method) => method.requests);
  const isCertain = requests.every(({ method, settled }) => method !== 'PATCH' || settled);
  const count = requests.length === 0 ? text`nothing` : counted(requests.length, 'request');
  return sentences(
    text`A deploy sends Datadog ${isCertain ? NOTHING : text`at most `}${count}.`,
    ...present(
      applied.length < stacks.length && text`Terraform does not apply a plan that ended with an error.`,
    ),
  );
}
