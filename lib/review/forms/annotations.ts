import { joined, text, words, type Text } from '../../text/parts';
import { columnName } from '../../drift/shown';
import { visible, visiblePart } from '../../text/visible';
import type { Review } from '..';
import { documentOf, type Card, type Row } from './document';

/** GitHub shows ten annotations of a level and step. It drops the others silently. */
const MOST = 10;
const LEVELS = ['error', 'warning', 'notice'] as const;
type Level = (typeof LEVELS)[number];

interface Annotation {
  readonly level?: Level;
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * GitHub's workflow commands for a log: an error for each auth method in conflict, a warning for drift, a
 * deletion or a gap, a notice for any other change. Most severe first, and ten of a level.
 */
export function annotations(review: Review): string {
  const { sections } = documentOf(review);
  const all: readonly Annotation[] = [
    ...sections.flatMap(({ cards }) => cards.map(ofCard)),
    ...sections.flatMap(({ gaps }) =>
      gaps.map((gap) => ({ level: 'warning' as const, title: 'Not compared', lines: [shown(gap)] })),
    ),
    ...(review.auditTrail?.limits ?? []).map((limit) => ({
      level: 'notice' as const,
      title: 'Who changed it',
      lines: [shown(limit)],
    })),
  ];
  return LEVELS.flatMap((level) => {
    const found = all.filter((one) => one.level === level);
    return found.slice(0, MOST).map(({ title, lines }, index) => {
      const left = index === MOST - 1 ? found.length - MOST : 0;
      const more = left > 0 ? [`${left} more are not shown: GitHub shows ${MOST} of a level.`] : [];
      // The runner decodes `%25` and `%0A` in a message, and `%3A` and `%2C` in a property too.
      const property = data(title).replaceAll(':', '%3A').replaceAll(',', '%2C');
      return `::${level} title=${property}::${[...lines, ...more].map(data).join('%0A')}\n`;
    });
  }).join('');
}

function ofCard(card: Card): Annotation {
  const { headline, name, facts, rows, notes, requests } = card;
  const lines = [
    ...rows.map((row) => shown(lineOf(row))),
    ...notes.map(shown),
    ...requests.map(({ method, path }) => visible(`${method} ${path}`)),
  ];
  const title = shown(text`${name}: ${words(headline.map(({ label }) => label).join(', '))}`);
  return {
    level: levelOf(card),
    title,
    lines: lines.length > 0 ? lines : facts.map((fact) => shown(fact.text)),
  };
}

function levelOf({ groups: [worst] }: Card): Level | undefined {
  if (worst === 'conflict') return 'error';
  if (worst === 'drift' || worst === 'destroy' || worst === 'unchecked') return 'warning';
  return worst === 'change' ? 'notice' : undefined;
}

function lineOf({ attribute, words: { label }, cells }: Row): Text {
  const values = cells.map(({ column, text: value }) => text`${words(columnName(column))} ${value}`);
  return text`${attribute}: ${words(label)} (${joined(values, ', ')})`;
}

/** The one place that makes text safe for a log. */
function shown({ parts }: Text): string {
  return parts.map(visiblePart).join('');
}

function data(line: string): string {
  return line.replaceAll('%', '%25');
}
