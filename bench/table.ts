import type { Results, Row } from './results';
import { ratioOf, summarize, type Ratio, type Samples } from './statistics';

const HEAD = ['work', 'product', 'floor', 'ratio', 'calls'];

/** The results as Markdown. */
export function resultsTable({ machine, latencyMs, rounds, rows, facts }: Results): string {
  const { cpu, cores, memoryGb, os, node, terraform } = machine;
  return [
    `${cpu}, ${cores} cores, ${memoryGb} GB, ${os}, Node ${node}, Terraform ${terraform}. API answering in ${latencyMs} ms; ` +
      `medians of ${rounds} rounds, the quartiles in brackets.`,
    markdown([HEAD, ...rows.map(cells)]),
    markdown([['what', 'figure'], ...facts.map(({ what, value }) => [what, value])]),
  ].join('\n\n');
}

function cells({ work, product, floor, calls }: Row): string[] {
  return [work, times(product), times(floor), ratioText(ratioOf(product, floor)), calls ?? '–'];
}

export function ratioText(found: Ratio): string {
  return 'ratio' in found ? `${found.ratio.toFixed(2)} ×` : `none: ${found.refused}`;
}

function times(samples: Samples): string {
  const { median, quartiles } = summarize(samples);
  return `${seconds(median)} (${quartiles.map(seconds).join('–')}) s`;
}

export function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(milliseconds < 1000 ? 3 : 2);
}

/** A table, whose first line is its head. */
export function markdown([head = [], ...body]: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...body].map((line) => `| ${line.join(' | ')} |`).join('\n');
}
