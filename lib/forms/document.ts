import { code, listed, path, text, value, words, type Part, type Text } from '../judge/parts';
import { shownText, type Shown } from '../judge/shown';
import {
  COLUMN_KEYS,
  GROUPS,
  VERDICTS,
  WAYS_OUT,
  type Column,
  type Group,
  type Verdict,
  type Words,
} from '../judge/words';
import {
  isInSync,
  type AttributeFinding,
  type MethodFinding,
  type PlannedRequest,
  type Review,
  type StackReview,
} from '../review';
import { counted, countsOf, decisionOf, inSyncLabel, requestsOf, worstOf } from './head';
import { ACTIONS, RECORDED, TILES } from './words';

/**
 * A review as all forms show it: what is shown, in which order and in which words. A form only lays it out.
 */
export interface Document {
  /** What has to be decided, in one line. */
  readonly decision: Text;
  readonly counts: Text;
  readonly requests: Text;
  readonly worst: Group;
  readonly tiles: readonly {
    readonly group: Group | 'all';
    readonly label: string;
    readonly count: number;
  }[];
  readonly sections: readonly Section[];
  /** What a reader seldom needs. */
  readonly foot: readonly Text[];
}

export interface Section {
  readonly title?: Text;
  readonly gaps: readonly Text[];
  readonly notes: readonly Text[];
  /** Most severe first. */
  readonly cards: readonly Card[];
  /** Where the three values come from. */
  readonly origin: readonly Text[];
}

export interface Card {
  readonly groups: readonly Group[];
  readonly address: Part;
  readonly name: Text;
  readonly headline: readonly Words[];
  readonly facts: readonly { readonly label: string; readonly part: Part }[];
  readonly notes: readonly Text[];
  /** The attributes that a reader has to look at. */
  readonly rows: readonly Row[];
  /** The others, by verdict. */
  readonly quiet: readonly { readonly words: Words; readonly rows: readonly Row[] }[];
  readonly requests: readonly PlannedRequest[];
  readonly isChangedSinceApproval: boolean;
  /** Whether there is nothing to look at: then its verdict is all that a short form needs. */
  readonly isQuiet: boolean;
}

export interface Row {
  readonly attribute: Part;
  readonly words: Words;
  readonly isChangedSinceApproval: boolean;
  readonly cells: Readonly<Record<Column, Cell>>;
  readonly waysOut: readonly { readonly label: string; readonly text: Text }[];
}

export interface Cell {
  readonly text: Text;
  /** Whether somebody changed it: in Datadog or in the code. */
  readonly mark?: 'drift' | 'change';
}

/** Verdicts that need no decision. */
const QUIET: readonly Verdict[] = ['in-sync', 'not-drifted', 'not-compared', 'secret-not-compared'];
const SEVERITY = Object.keys(VERDICTS);

export function documentOf(review: Review): Document {
  const { counts, exit } = review;
  const methods = review.stacks.flatMap((stack) => stack.methods);
  const secrets = methods.filter((method) =>
    method.attributes.some(({ verdict }) => verdict === 'secret-not-compared'),
  ).length;
  const label = (group: Group) => (group === 'in-sync' ? inSyncLabel(review, true) : TILES[group]);
  return {
    decision: decisionOf(review),
    counts: countsOf(review),
    requests: requestsOf(review),
    worst: worstOf(review),
    tiles: [
      { group: 'all', label: 'All', count: counts.methods },
      ...GROUPS.map((group) => ({ group, label: label(group), count: counts[group] })),
    ],
    sections: review.stacks.map(sectionOf),
    foot: [
      ...(secrets === 0
        ? []
        : [text`Datadog shows no client secret: ${counted(secrets, 'secret')} could not be compared.`]),
      ...(exit.failedOn.length === 0
        ? []
        : [text`Exit code ${exit.code}: ${code('--fail-on')} matched ${listed(exit.failedOn.map(code))}.`]),
      text`Made by ${code(`cdktf-datadog-webhooks ${review.madeBy}`)}.`,
    ],
  };
}

function sectionOf(stack: StackReview): Section {
  const { plan, others } = stack;
  const all = others.unchanged + others.changed;
  const at = plan.madeAt === undefined ? [] : text` at ${code(plan.madeAt)}`;
  return {
    ...(stack.stack === undefined ? {} : { title: text`Stack ${path(stack.stack)}` }),
    gaps: stack.gaps,
    notes: stack.notes,
    cards: bySeverity(stack.methods).map(cardOf),
    origin: [
      text`${words(plan.madeBy)} ${code(plan.version)} made the plan${at}.`,
      plan.refreshOnly
        ? text`It leaves the code out (${code('-refresh-only')}).`
        : plan.refreshed === 'yes'
          ? text`The live values were read from Datadog for it.`
          : text`The live values are those of the last refresh.`,
      ...(all === 0
        ? []
        : [text`It changes ${others.changed} of ${all} other resources, which this review does not judge.`]),
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

function groupsOf(method: MethodFinding): readonly Group[] {
  return GROUPS.filter((group) => (group === 'in-sync' ? isInSync(method) : method.matches.includes(group)));
}

function cardOf(method: MethodFinding): Card {
  const isQuiet = ({ verdict, isChangedSinceApproval }: AttributeFinding) =>
    isChangedSinceApproval !== true && QUIET.includes(verdict);
  const loud = method.attributes.filter((one) => !isQuiet(one));
  const quiet = method.attributes.filter(isQuiet);
  const { action, importedFrom, movedFrom, notes, requests } = method;
  const saysMore =
    importedFrom !== undefined || movedFrom !== undefined || notes.length + requests.length > 0;
  return {
    groups: groupsOf(method),
    address: path(method.address),
    name: nameOf(method.name),
    headline: headlineOf(method),
    facts: factsOf(method),
    notes,
    rows: loud.map(rowOf),
    quiet: [...new Set(quiet.map(({ verdict }) => verdict))].map((verdict) => ({
      words: VERDICTS[verdict],
      rows: quiet.filter((one) => one.verdict === verdict).map(rowOf),
    })),
    requests,
    isChangedSinceApproval: method.matches.includes('moved'),
    isQuiet: action === 'none' && loud.length === 0 && !saysMore,
  };
}

function nameOf(name: Shown): Text {
  if (name.kind === 'value') return [value(name.value)];
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

function factsOf(method: MethodFinding): Card['facts'] {
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['construct', method.constructPath],
    ['address', method.address],
    ['id', method.id],
    ['imported from', method.importedFrom],
    ['moved from', method.movedFrom],
  ];
  return facts.flatMap(([label, of]) => (of === undefined ? [] : [{ label, part: path(of) }]));
}

function rowOf(finding: AttributeFinding): Row {
  const { shown, isDrifted, isChangedInCode, verdict } = finding;
  const marks: Partial<Record<Column, Cell['mark']>> = {
    ...(isDrifted && verdict !== 'unknown' ? { live: 'drift' } : {}),
    ...(isChangedInCode ? { wanted: 'change' } : {}),
  };
  const cells = COLUMN_KEYS.map((column) => [
    column,
    { text: shownText(shown[column], column), mark: marks[column] },
  ]);
  return {
    attribute: { kind: 'attribute', text: finding.attribute },
    words: VERDICTS[verdict],
    isChangedSinceApproval: finding.isChangedSinceApproval === true,
    cells: Object.fromEntries(cells) as Row['cells'],
    waysOut: finding.waysOut.map(({ choice, text: way }) => ({ label: WAYS_OUT[choice], text: way })),
  };
}
