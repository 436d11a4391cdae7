import { isInSync } from './matches';
import type { AttributeFinding, MethodFinding, Review, StackReview, Verdict } from './review';
import {
  ACTIONS,
  counted,
  GROUP_COUNTED,
  GROUPS,
  RECORDED,
  shownScalar,
  VERDICTS,
  type Group,
  type Words,
} from './words';

/** What all forms make of a review before they lay it out: the groups, the order and the sentences at its head. */

const SEVERITY = Object.keys(VERDICTS);

/** Verdicts on which nothing has to be decided. What they mean for the whole is said at the head. */
const QUIET: readonly Verdict[] = ['in-sync', 'not-drifted', 'not-compared', 'secret-not-compared'];

/** The attributes whose three values a reader has to look at, and those that are only named. */
export function splitAttributes(method: MethodFinding) {
  const isQuiet = ({ verdict, movedSinceApproval }: AttributeFinding) =>
    movedSinceApproval !== true && QUIET.includes(verdict);
  const quiet = method.attributes.filter(isQuiet);
  return {
    loud: method.attributes.filter((finding) => !isQuiet(finding)),
    quiet: [...new Set(quiet.map((finding) => finding.verdict))].map((verdict) => ({
      words: VERDICTS[verdict],
      findings: quiet.filter((finding) => finding.verdict === verdict),
    })),
  };
}

/** Those that count it, and by which the page finds it. */
export function groupsOf(method: MethodFinding): readonly Group[] {
  return GROUPS.filter((group) => (group === 'in-sync' ? isInSync(method) : method.matches.includes(group)));
}

/** What an auth method is called by in every form: what becomes of it, and the most severe of its attributes. */
export function headlines(method: MethodFinding): readonly Words[] {
  const worst = method.attributes
    .map((finding) => finding.verdict)
    .filter((verdict) => verdict !== 'secret-not-compared')
    .sort((a, b) => SEVERITY.indexOf(a) - SEVERITY.indexOf(b))[0];
  const verdict = VERDICTS[worst ?? 'in-sync'];
  if (method.action === 'none' || method.action === 'update')
    return [verdict.group === 'in-sync' ? (recorded(method) ?? verdict) : verdict];
  const action = ACTIONS[method.action];
  const adds = action.group !== 'drift' && (verdict.group === 'conflict' || verdict.group === 'drift');
  return adds ? [verdict, action] : [action];
}

function recorded(method: MethodFinding): Words | undefined {
  if (method.importedFrom !== undefined) return RECORDED.imported;
  if (method.movedFrom !== undefined) return RECORDED.moved;
  if (method.action !== 'update' || method.requests.length > 0) return undefined;
  return RECORDED.update;
}

/** Most severe first; what is deleted stands before what is only changed. */
export function bySeverity(methods: readonly MethodFinding[]): readonly MethodFinding[] {
  const rank = (method: MethodFinding) => {
    const groups = groupsOf(method);
    return GROUPS.indexOf(groups[0] ?? 'in-sync') * 2 + (groups.includes('destroy') ? 0 : 1);
  };
  return [...methods].sort((a, b) => rank(a) - rank(b));
}

/** The auth methods with something to look at, most severe first, and the others by what they are. */
export function sumUp(methods: readonly MethodFinding[]) {
  const isSummed = (method: MethodFinding) =>
    method.action === 'none' && splitAttributes(method).loud.length === 0 && !tellsMore(method);
  const summed = methods.filter(isSummed);
  return {
    loud: bySeverity(methods.filter((method) => !isSummed(method))),
    summed: (['not-compared', 'not-drifted', 'in-sync'] as const)
      .map((verdict) => ({
        words: VERDICTS[verdict],
        methods: summed.filter((method) => headlines(method)[0] === VERDICTS[verdict]),
      }))
      .filter((sum) => sum.methods.length > 0),
  };
}

/** What is to be said of an auth method beside its attributes. */
function tellsMore(method: MethodFinding): boolean {
  return (
    method.importedFrom !== undefined ||
    method.movedFrom !== undefined ||
    method.notes.length > 0 ||
    method.requests.length > 0
  );
}

/** The most severe group that has something in it; what was not compared is as loud for a whole stack as for one. */
export function worstOf({ counts }: Review): Group {
  const worst = GROUPS.find((group) => counts[group] > 0) ?? 'unchecked';
  return worst === 'in-sync' && counts.gaps > 0 ? 'unchecked' : worst;
}

/** The first sentence of every form. */
export function verdictOf(review: Review): string {
  const { counts } = review;
  if (counts.methods === 0) return 'No auth methods are in this plan';
  const all = counted(counts.methods, 'auth method');
  const gaps = counts.gaps === 0 ? '' : `, but with ${counted(counts.gaps, 'gap')} in what was compared`;
  if (counts['in-sync'] === counts.methods) return `${all}: ${inSyncWord(review)}${gaps}`;
  const parts = GROUPS.filter((group) => counts[group] > 0).map(
    (group) =>
      `${counts[group].toLocaleString('en')} ${group === 'in-sync' ? inSyncWord(review) : GROUP_COUNTED[group]}`,
  );
  return `${all}: ${parts.join(', ')}${gaps}`;
}

/** Where the code was left out, nothing can be in sync with it. */
export function inSyncWord({ stacks }: Review): string {
  const verdict = stacks.some(({ plan }) => plan.refreshOnly) ? 'not-drifted' : 'in-sync';
  return VERDICTS[verdict].label;
}

/** What comes after the verdict, a sentence each. */
export function headSentences(review: Review): readonly string[] {
  const methods = review.stacks.flatMap((stack) => stack.methods);
  const requests = methods.reduce((sum, method) => sum + method.requests.length, 0);
  const withoutCode = methods.length > 0 && review.stacks.every(({ plan }) => plan.refreshOnly);
  const sentences = [
    withoutCode
      ? 'What a deploy would send is not known: this plan leaves the code out.'
      : requests === 0
        ? 'A deploy of this plan sends Datadog nothing.'
        : `A deploy of this plan sends Datadog ${counted(requests, 'request')}.`,
  ];
  const secrets = methods.filter((method) =>
    method.attributes.some((finding) => finding.verdict === 'secret-not-compared'),
  ).length;
  if (secrets > 0) {
    sentences.push(
      `Datadog shows no client secret, so ${secrets === 1 ? 'that' : 'those'} of ${counted(secrets, 'auth method')} could not be compared.`,
    );
  }
  const { moved } = review.counts;
  if (moved > 0) sentences.push(`${counted(moved, 'auth method')} moved since the approval.`);
  const { code, failedOn } = review.exit;
  if (failedOn.length > 0) sentences.push(`Exit code ${code}: --fail-on matched ${failedOn.join(', ')}.`);
  return sentences;
}

/** Where the three values come from. */
export function originOf({ plan, others }: StackReview): readonly string[] {
  const made = plan.madeAt === undefined ? '' : ` at ${plan.madeAt}`;
  const live = {
    yes: 'The live values were read from Datadog for it.',
    no: 'Datadog was not asked: the live values are those of the last refresh.',
    'not-known': 'Whether the live values were read for it, a plan does not tell.',
  }[plan.refreshed];
  return [
    `Terraform ${plan.terraformVersion} made the plan${made}.`,
    live,
    plan.refreshOnly
      ? 'The code was left out by -refresh-only.'
      : 'Last deployed is what the state recorded last.',
    plan.applyable ? 'Terraform has something to apply.' : 'Terraform has nothing to apply.',
    ...(others.unchanged + others.changed === 0
      ? []
      : [
          `${counted(others.unchanged + others.changed, 'other resource')} of the plan: ${others.changed.toLocaleString('en')} changed, ${others.unchanged.toLocaleString('en')} not; this review does not judge them.`,
        ]),
  ];
}

export function nameOf(method: MethodFinding): string {
  const { name } = method;
  if (name.kind === 'value') return shownScalar(name.value);
  return name.kind === 'masked'
    ? '(sensitive name)'
    : name.kind === 'unknown'
      ? '(name known after apply)'
      : '(no name)';
}

/** The address, the construct, the id, the import and the move, as pairs of a word and a text to show to the letter. */
export function identityOf(method: MethodFinding): readonly (readonly [string, string])[] {
  const pairs: readonly (readonly [string, string | undefined])[] = [
    ['construct', method.constructPath],
    ['address', method.address],
    ['id', method.id],
    ['imported from', method.importedFrom],
    ['moved from', method.movedFrom],
  ];
  return pairs.filter((pair): pair is readonly [string, string] => pair[1] !== undefined);
}
