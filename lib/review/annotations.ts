import { bySeverity, groupsOf, headlines, nameOf, splitAttributes } from './outline';
import type { MethodFinding, Review } from './review';
import { visible } from '../judge/visible';
import { columnName } from '../judge/shown';
import { COLUMN_KEYS, counted, MOVED, requestLine, shownText, VERDICTS } from './words';

/** GitHub shows ten annotations of a level and step, and drops the others without a word. */
const MOST = 10;
const LEVELS = ['error', 'warning', 'notice'] as const;
type Level = (typeof LEVELS)[number];

interface Annotation {
  readonly level: Level;
  readonly title: string;
  readonly message: string;
}

/**
 * GitHub's workflow commands for a log: an error for each auth method in conflict, a warning where something drifted,
 * is deleted or was not compared, a notice where a deploy changes something else; most severe first, ten of a level.
 */
export function annotations(review: Review): string {
  const all = [
    ...bySeverity(review.stacks.flatMap((stack) => stack.methods)).flatMap(ofMethod),
    ...review.stacks.flatMap((stack) =>
      stack.notCompared.map((message) => ({ level: 'warning' as const, title: 'Not compared', message })),
    ),
  ];
  return LEVELS.flatMap((level) => atMost(all.filter((annotation) => annotation.level === level)))
    .map((annotation) => `${command(annotation)}\n`)
    .join('');
}

function ofMethod(method: MethodFinding): Annotation[] {
  const level = levelOf(method);
  if (level === undefined) return [];
  const words = headlines(method).map((word) => word.label);
  const lines = splitAttributes(method).loud.map((finding) => {
    const values = COLUMN_KEYS.map((column) => `${columnName(column)} ${shownText(finding, column)}`);
    const moved = finding.movedSinceApproval === true ? `, ${MOVED}` : '';
    return `${finding.attribute}: ${VERDICTS[finding.verdict].label}${moved} (${values.join(', ')})`;
  });
  const requests = method.requests.map(requestLine);
  const message = [...lines, ...method.notes, ...requests].join('\n');
  return [{ level, title: `${nameOf(method)}: ${words.join(', ')}`, message: message || method.address }];
}

function levelOf(method: MethodFinding): Level | undefined {
  switch (groupsOf(method)[0]) {
    case 'conflict':
      return 'error';
    case 'drift':
    case 'destroy':
    case 'unchecked':
      return 'warning';
    case 'change':
      return 'notice';
    default:
      return method.matches.includes('moved') ? 'warning' : undefined;
  }
}

function atMost(found: readonly Annotation[]): readonly Annotation[] {
  const left = found.length - MOST;
  const last = found[MOST - 1];
  if (left <= 0 || last === undefined) return found;
  const message = `${last.message}\nNot shown here, since GitHub shows ${MOST} of a level: ${counted(left, 'other')}.`;
  return [...found.slice(0, MOST - 1), { ...last, message }];
}

function command({ level, title, message }: Annotation): string {
  const lines = message.split('\n').map(visible).join('\n');
  return `::${level} title=${property(visible(title))}::${data(lines)}`;
}

/** The runner's own rules: `%`, CR and LF in a message; `:` and `,` besides in a property. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
