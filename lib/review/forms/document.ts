import {
  attribute,
  code,
  joined,
  listed,
  NOTHING,
  path,
  present,
  text,
  value,
  words,
  type Text,
} from '../../text/parts';
import { shownText, type Shown } from '../../drift/shown';
import {
  COLUMN_KEYS,
  COLUMNS,
  GROUPS,
  VERDICTS,
  WAYS_OUT,
  type Group,
  type Verdict,
  type Words,
} from '../../drift/words';
import type { AttributeFinding, MethodFinding, Review, StackReview } from '..';
import { counted, countsOf, decisionOf, inSyncLabel, requestsOf, worstOf } from './head';
import { ACTIONS, RECORDED, TILES } from './words';

/**
 * A review as all forms show it: what is shown, in which order and in which words. A form only lays it out.
 */
export type Document = ReturnType<typeof documentOf>;
export type Section = ReturnType<typeof sectionOf>;
export type Card = ReturnType<typeof cardOf>;
export type Row = ReturnType<typeof rowOf>;

/** Verdicts that need no decision. */
const QUIET: readonly Verdict[] = ['in-sync', 'not-drifted', 'not-compared', 'secret-not-compared'];
const SEVERITY = Object.keys(VERDICTS);

export function documentOf(review: Review) {
  const { counts, exit, stacks, madeBy, auditTrail } = review;
  const findings = stacks.flatMap(({ methods }) => methods.flatMap(({ attributes }) => attributes));
  const secrets = findings.filter(({ verdict }) => verdict === 'secret-not-compared').length;
  const label = (group: Group) => (group === 'in-sync' ? inSyncLabel(review, true) : TILES[group]);
  return {
    /** What has to be decided, in one line. */
    decision: decisionOf(review),
    counts: countsOf(review),
    requests: requestsOf(review),
    worst: worstOf(review),
    tiles: [
      { group: 'all' as const, label: 'All', count: counts.methods },
      ...GROUPS.map((group) => ({ group, label: label(group), count: counts[group] })),
    ],
    sections: stacks.map(sectionOf),
    /** What a reader seldom needs. */
    foot: [
      ...(auditTrail?.limits ?? []),
      ...present(
        secrets > 0 &&
          text`Datadog shows no client secret: ${counted(secrets, 'secret')} could not be compared.`,
        exit.failedOn.length > 0 &&
          text`Exit code ${exit.code}: ${code('--fail-on')} matched ${listed(exit.failedOn.map(code))}.`,
      ),
      text`Made by ${code(`datadog-webhooks ${madeBy}`)}.`,
    ],
  };
}

function sectionOf({ stack, methods, plan, notCompared, others }: StackReview) {
  const all = others.unchanged + others.changed;
  const at = plan.madeAt === undefined ? NOTHING : text` at ${code(plan.madeAt)}`;
  return {
    title: stack === undefined ? undefined : text`Stack ${path(stack)}`,
    gaps: notCompared,
    cards: bySeverity(methods).map(cardOf),
    /** Where the three values come from. */
    origin: [
      text`${words(plan.madeBy)} ${code(plan.terraformVersion)} made the plan${at}.`,
      plan.refreshOnly
        ? text`It omits the code (${code('-refresh-only')}).`
        : plan.refreshed === 'yes'
          ? text`The live values were read from Datadog for it.`
          : text`The live values are those of the last refresh.`,
      ...present(
        all > 0 &&
          text`It changes ${others.changed} of ${all} other resources, which this review does not judge.`,
      ),
    ],
  };
}

/** Most severe first, and a deletion before a mere change. */
function bySeverity(methods: readonly MethodFinding[]): readonly MethodFinding[] {
  const rank = (method: MethodFinding) => {
    const groups = groupsOf(method);
    return GROUPS.indexOf(groups[0] ?? 'in-sync') * 2 + (groups.includes('destroy') ? 0 : 1);
  };
  return [...methods].sort((a, b) => rank(a) - rank(b));
}

function groupsOf({ matches }: MethodFinding): readonly Group[] {
  return GROUPS.filter((group) => (group === 'in-sync' ? matches.length === 0 : matches.includes(group)));
}

function cardOf(method: MethodFinding) {
  const { action, attributes, importedFrom, movedFrom, notes, requests } = method;
  const isQuiet = ({ verdict }: AttributeFinding) => QUIET.includes(verdict);
  const loud = attributes.filter((one) => !isQuiet(one));
  // The foot says it of all client secrets at once.
  const quiet = attributes.filter((one) => isQuiet(one) && one.verdict !== 'secret-not-compared');
  const saysMore =
    importedFrom !== undefined || movedFrom !== undefined || notes.length + requests.length > 0;
  return {
    groups: groupsOf(method),
    name: nameOf(method.name),
    headline: headlineOf(method),
    facts: factsOf(method),
    notes,
    /** The attributes that a reader has to look at. */
    rows: loud.map(rowOf),
    /** The others, by verdict. */
    quiet: [...new Set(quiet.map(({ verdict }) => verdict))].map((verdict) => {
      const rows = quiet.filter((one) => one.verdict === verdict).map(rowOf);
      const names = joined(
        rows.map((row) => row.attribute),
        ', ',
      );
      return { words: VERDICTS[verdict], rows, names };
    }),
    requests,
    /** Whether there is nothing to look at. */
    isQuiet: action === 'none' && loud.length === 0 && !saysMore,
  };
}

/**
 * For the short forms: the auth methods with something to look at, and the names of the others by verdict.
 */
export function byVerdict(cards: readonly Card[]) {
  const others = cards.filter(({ isQuiet }) => isQuiet);
  const verdicts = [...new Set(others.map(({ headline }) => headline[0] as Words))];
  const namesOf = (verdict: Words) =>
    others.filter(({ headline }) => headline[0] === verdict).map(({ name }) => name);
  return {
    loud: cards.filter(({ isQuiet }) => !isQuiet),
    quiet: verdicts.map((verdict) => ({ words: verdict, names: namesOf(verdict) })),
  };
}

function nameOf(name: Shown): Text {
  if (name.kind === 'value') return text`${value(name.value)}`;
  if (name.kind === 'masked') return text`(sensitive name)`;
  return name.kind === 'unknown' ? text`(name known after apply)` : text`(no name)`;
}

/** What becomes of the auth method, and the most severe of its attributes. */
function headlineOf(method: MethodFinding): readonly Words[] {
  const [worst] = method.attributes
    .map((finding) => finding.verdict)
    .filter((verdict) => verdict !== 'secret-not-compared')
    .sort((a, b) => SEVERITY.indexOf(a) - SEVERITY.indexOf(b));
  const verdict: Words = VERDICTS[worst ?? 'in-sync'];
  if (method.action === 'none' || method.action === 'update')
    return [verdict.group === 'in-sync' ? (recorded(method) ?? verdict) : verdict];
  const action = ACTIONS[method.action];
  const adds = action.group !== 'drift' && (verdict.group === 'conflict' || verdict.group === 'drift');
  return adds ? [verdict, action] : [action];
}

function recorded({ importedFrom, movedFrom, action, requests }: MethodFinding): Words | undefined {
  if (importedFrom !== undefined) return RECORDED.import;
  if (movedFrom !== undefined) return RECORDED.move;
  return action === 'update' && requests.length === 0 ? RECORDED.update : undefined;
}

function factsOf(method: MethodFinding) {
  const facts = [
    ['construct', method.constructPath],
    ['address', method.address],
    ['id', method.id],
    ['imported from', method.importedFrom],
    ['moved from', method.movedFrom],
  ] as const;
  return facts.flatMap(([label, of]) => (of === undefined ? [] : [{ label, text: text`${path(of)}` }]));
}

function rowOf(finding: AttributeFinding) {
  const { isDrifted, isChangedInCode, verdict, waysOut } = finding;
  const marks = {
    deployed: undefined,
    live: isDrifted && verdict !== 'unknown' ? ('drift' as const) : undefined,
    wanted: isChangedInCode ? ('change' as const) : undefined,
  };
  return {
    attribute: text`${attribute(finding.attribute)}`,
    words: VERDICTS[verdict] as Words,
    /** `mark`: whether somebody changed it, in Datadog or in the code. */
    cells: COLUMN_KEYS.map((column) => {
      return { column, head: COLUMNS[column], text: shownText(finding[column], column), mark: marks[column] };
    }),
    waysOut: waysOut.map(({ choice, text: way }) => ({ label: WAYS_OUT[choice], text: way })),
  };
}
