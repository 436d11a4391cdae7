import { visible, visibleText } from '../../text/visible';
import type { Review } from '..';
import { unfolded, type Block } from './blocks';
import { documentOf } from './document';
import { GROUP_FORMS, LEVELS } from './groups';

/** GitHub shows ten annotations of a level and step. It drops the others silently. */
const MOST = 10;

interface Annotation {
  readonly level: string;
  readonly title: string;
  readonly lines: readonly string[];
}

/**
 * GitHub's workflow commands for a log: an error for each auth method in conflict or that would stop the
 * deploy, a warning for drift, a deletion or a gap, a notice for any other change. Most severe first, and ten
 * of a level.
 */
export function annotations(review: Review): string {
  const all = [
    ...documentOf(review).blocks.flatMap(annotationsIn),
    ...(review.auditTrail?.limits ?? []).map((limit) => ({
      level: 'notice',
      title: 'Who changed it',
      lines: [visibleText(limit)],
    })),
  ];
  return LEVELS.flatMap((level) => {
    const ofLevel = all.filter((one) => one.level === level);
    return ofLevel.slice(0, MOST).map(({ title, lines }, index) => {
      const left = index === MOST - 1 ? ofLevel.length - MOST : 0;
      const more = left > 0 ? [`${left} more are not shown: GitHub shows ${MOST} of a level.`] : [];
      // The runner decodes `%25` and `%0A` in a message, and `%3A` and `%2C` in a property too.
      const property = data(title).replaceAll(':', '%3A').replaceAll(',', '%2C');
      return `::${level} title=${property}::${[...lines, ...more].map(data).join('%0A')}\n`;
    });
  }).join('');
}

function annotationsIn(block: Block): Annotation[] {
  if (block.kind === 'section') return block.body.flatMap(annotationsIn);
  if (block.kind !== 'notice' && block.kind !== 'card') return [];
  const { level } = GROUP_FORMS[block.group];
  const title = visibleText(block.title);
  if (block.kind === 'notice')
    return block.items.map((item) => ({ level, title, lines: [visibleText(item)] }));
  const [facts = [], ...more] = unfolded(block.body).map(linesOf);
  const lines = more.flat();
  return [{ level, title, lines: lines.length > 0 ? lines : facts }];
}

function linesOf(block: Block): string[] {
  if (block.kind === 'paragraph') return [visibleText(block.text)];
  if (block.kind === 'request') return [visible(`${block.request.method} ${block.request.path}`)];
  return block.kind === 'values'
    ? block.rows.map(({ change, words: { label } }) => `${visibleText(change)} (${label})`)
    : [];
}

function data(line: string): string {
  return line.replaceAll('%', '%25');
}
