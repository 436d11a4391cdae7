import { joined, text, words, type Text } from '../judge/parts';
import { columnName } from '../judge/shown';
import { quotedWhole, visible } from '../judge/visible';
import { COLUMN_KEYS } from '../judge/words';
import type { Review } from '../review';
import { documentOf, type Card, type Row } from './document';
import { CHANGED_SINCE_APPROVAL } from './words';

/** GitHub shows ten annotations of a level and step. It drops the others silently. */
const MOST = 10;
const LEVELS = ['error', 'warning', 'notice'] as const;
type Level = (typeof LEVELS)[number];

interface Annotation {
  readonly level: Level;
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * GitHub's workflow commands for a log: an error for each auth method in conflict, a warning for drift, a
 * deletion or a gap, a notice for any other change. Most severe first, and ten of a level.
 */
export function annotations(review: Review): string {
  const { sections } = documentOf(review);
  const all = [
    ...sections.flatMap(({ cards }) => cards).flatMap(ofCard),
    ...sections.flatMap(({ gaps }) =>
      gaps.map((gap) => ({ level: 'warning' as const, title: 'Not compared', lines: [shown(gap)] })),
    ),
  ];
  return LEVELS.flatMap((level) => atMost(all.filter((annotation) => annotation.level === level)))
    .map(({ level, title, lines }) => `::${level} title=${property(title)}::${lines.map(data).join('%0A')}\n`)
    .join('');
}

function ofCard(card: Card): Annotation[] {
  const { headline, name, address, rows, notes, requests } = card;
  const level = levelOf(card);
  if (level === undefined) return [];
  const lines = [
    ...rows.map((row) => shown(lineOf(row))),
    ...notes.map(shown),
    ...requests.map(({ method, path }) => visible(`${method} ${path}`)),
  ];
  const title = shown(text`${name}: ${words(headline.map(({ label }) => label).join(', '))}`);
  return [{ level, title, lines: lines.length > 0 ? lines : [shown([address])] }];
}

function levelOf({ groups: [worst], isChangedSinceApproval }: Card): Level | undefined {
  if (worst === 'conflict') return 'error';
  if (worst === 'drift' || worst === 'destroy' || worst === 'unchecked') return 'warning';
  if (worst === 'change') return 'notice';
  return isChangedSinceApproval ? 'warning' : undefined;
}

function lineOf({ attribute, words: { label }, isChangedSinceApproval, cells }: Row): Text {
  const values = COLUMN_KEYS.map((column) => text`${words(columnName(column))} ${cells[column].text}`);
  const changed = isChangedSinceApproval ? `, ${CHANGED_SINCE_APPROVAL}` : '';
  return text`${attribute}: ${words(label + changed)} (${joined(values, ', ')})`;
}

function atMost(found: readonly Annotation[]): readonly Annotation[] {
  const left = found.length - MOST;
  const last = found[MOST - 1];
  if (left <= 0 || last === undefined) return found;
  const line = `${left} more are not shown: GitHub shows ${MOST} of a level.`;
  return [...found.slice(0, MOST - 1), { ...last, lines: [...last.lines, line] }];
}

/** The one place that makes text safe for a log. */
function shown(of: Text): string {
  return of.map((part) => (part.kind === 'value' ? quotedWhole(part.text) : visible(part.text))).join('');
}

/** The runner's own rules: it decodes `%25`, and `%3A` and `%2C` in a property. */
function data(line: string): string {
  return line.replaceAll('%', '%25');
}

function property(title: string): string {
  return data(title).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
