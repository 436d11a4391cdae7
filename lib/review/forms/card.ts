import {
  attribute,
  code,
  joined,
  label,
  NOTHING,
  path,
  present,
  text,
  words,
  type Text,
} from '../../text/parts';
import { oneLine } from '../../text/sentence';
import { displayText, type DisplayValue } from '../../drift/display';
import { COLUMN_KEYS, VERDICTS, WAYS_OUT, type Column, type Verdict } from '../../drift/words';
import type { AttributeFinding, Diagnostic, MethodFinding } from '..';
import { OUTCOMES, wordsOf, type Outcome } from '../outcomes';
import { list, paragraph, type Block, type Card, type Row } from './blocks';

/** Verdicts that need no look. The foot says of all client secrets at once that they cannot be compared. */
const QUIET: readonly Verdict[] = ['in-sync', 'not-drifted', 'not-compared', 'secret-not-compared'];
/** Verdicts of a value that stays as it is in Datadog. */
const KEPT: readonly Verdict[] = ['drifted-agreed', 'drifted-kept', 'drifted-not-sent', 'drifted'];

/** The overview does not repeat a value that is longer. */
const LONGEST = 100;

/** One line is enough for all auth methods of one of them. */
export const QUIET_OUTCOMES: readonly Outcome[] = ['not-compared', 'not-drifted', 'in-sync'];

/** Whether one line for all of its kind is enough. */
export function isQuiet({ outcome, notes, diagnostics }: MethodFinding): boolean {
  return QUIET_OUTCOMES.includes(outcome) && notes.length + diagnostics.length === 0;
}

export function cardOf(finding: MethodFinding): Card {
  const { outcome, attributes, requests, notes, diagnostics } = finding;
  const { group } = OUTCOMES[outcome];
  const loud = attributes.filter(({ verdict }) => !QUIET.includes(verdict));
  const rows = loud.map(rowOf);
  const isOpen = group === 'conflict' || group === 'blocked';
  const fold = (summary: Text, ...body: readonly Block[]): Block => ({ kind: 'fold', summary, isOpen, body });
  const title = titleOf(finding);
  const ways = finding.waysOut.map(({ choice, text: way }) => text`${words(WAYS_OUT[choice])}: ${way}`);
  const texts = [factsOf(finding), ...diagnostics.map(diagnosticText), ...notes.map((note) => note.text)];
  return {
    kind: 'card',
    group,
    title,
    changes: changesOf(finding, loud),
    isOpen,
    body: [
      ...texts.map(paragraph),
      ...(rows.length > 0 ? [{ kind: 'values', caption: title, rows } as const] : []),
      ...notCompared(attributes).map(paragraph),
      ...(ways.length > 0 ? [fold(text`Ways out`, list(ways))] : []),
      ...requests.map((request) =>
        fold(text`The deploy sends a ${words(request.method)}`, { kind: 'request', request }),
      ),
    ],
  };
}

export function nameOf({ name }: { readonly name: DisplayValue }): Text {
  return displayText(name, 'live');
}

function titleOf(finding: MethodFinding): Text {
  return text`${joined(wordsOf(finding).map(label), ', ')}: ${nameOf(finding)}`;
}

/** What changes, for the overview: a creation and a deletion change everything. */
function changesOf(finding: MethodFinding, attributes: readonly AttributeFinding[]): Text {
  const { renamedFrom, movedFrom, importedFrom, action, diagnostics } = finding;
  const from = renamedFrom ?? movedFrom ?? importedFrom;
  const isComplete = ['create', 'create-again', 'create-beside', 'delete', 'gone'].includes(action);
  return joined(
    present(
      ...diagnostics.filter(({ blocks }) => blocks).map(({ summary }) => text`${code(summary)}`),
      from !== undefined && text`from ${path(from)}`,
      ...(isComplete ? [] : attributes.map((one) => changeOf(one, briefly))),
    ),
    ', ',
  );
}

function factsOf(finding: MethodFinding): Text {
  const facts = [
    ['', finding.constructPath],
    ['', finding.address],
    ['id ', finding.id],
    ['imported from ', finding.importedFrom],
    ['moved from ', finding.movedFrom],
  ] as const;
  const texts = facts.map(([name, of]) => of !== undefined && text`${words(name)}${path(of)}`);
  return joined(present(...texts), ' · ');
}

export function diagnosticText({ severity, summary, detail }: Diagnostic): Text {
  const more = detail === '' ? NOTHING : text` ${code(oneLine(detail))}`;
  const kind = severity === 'error' ? text`an error` : text`a warning`;
  return text`The plan reports ${kind}: ${code(summary)}.${more}`;
}

/** The attributes that were not compared, but for those of an auth method that is not there. */
function notCompared(attributes: readonly AttributeFinding[]): Text[] {
  const names = attributes
    .filter((one) => one.verdict === 'not-compared')
    .filter(({ live, wanted }) => live.kind !== 'absent' && wanted.kind !== 'absent')
    .map((one) => attribute(one.attribute));
  return names.length > 0 ? [text`${label(VERDICTS['not-compared'])}: ${joined(names, ', ')}`] : [];
}

function rowOf(finding: AttributeFinding): Row {
  const { isDrifted, verdict, live } = finding;
  const isChanged = ['change', 'conflict'].includes(VERDICTS[verdict].group) || verdict === 'unknown';
  const marks = {
    deployed: undefined,
    live: isDrifted && verdict !== 'unknown' ? 'drift' : undefined,
    wanted: isChanged ? 'change' : undefined,
  } as const;
  return {
    attribute: text`${attribute(finding.attribute)}`,
    words: VERDICTS[verdict],
    change: changeOf(finding),
    // Of an auth method that is gone, all values are the same.
    isDrifted: isDrifted && live.kind !== 'absent',
    cells: COLUMN_KEYS.map((column) => ({
      column,
      text: displayText(finding[column], column),
      mark: marks[column],
    })),
  };
}

/** `client_id "a" → "b"`. */
function changeOf(finding: AttributeFinding, display = displayText): Text {
  const { verdict, live } = finding;
  const name = attribute(finding.attribute);
  const value = (column: Column) => display(finding[column], column);
  const before = value(live.kind === 'not-readable' ? 'deployed' : 'live');
  if (verdict === 'secret-sent') return text`${name}`;
  if (verdict === 'new') return text`${name} ${value('wanted')}`;
  if (verdict === 'deleted') return text`${name} ${before}`;
  if (KEPT.includes(verdict)) return text`${name} ${value('deployed')} → ${value('live')}`;
  return text`${name} ${before} → ${value('wanted')}`;
}

function briefly(display: DisplayValue, column: Column): Text {
  const length = display.kind === 'value' ? String(display.value).length : 0;
  return length > LONGEST ? text`(${length} characters)` : displayText(display, column);
}

/** The line of an auth method in the overview. */
export function overviewLine({ title, changes }: Card): Text {
  return changes.parts.length > 0 ? text`${title}: ${changes}` : title;
}
