/** Puts the figures of docs/performance.json into docs/performance.md: `npx tsx bench/document.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { aimsTable } from './aims';
import type { Results } from './results';
import { resultsTable } from './table';

const DOCS = join(__dirname, '../docs');
const FILE = join(DOCS, 'performance.md');

/** The document as it is, and as the figures make it. */
export function performanceDocument(): { readonly now: string; readonly made: string } {
  const results = JSON.parse(readFileSync(join(DOCS, 'performance.json'), 'utf8')) as Results;
  const now = readFileSync(FILE, 'utf8');
  const blocks = { figures: resultsTable(results), aims: aimsTable(results) };
  const made = Object.entries(blocks).reduce((text, [name, block]) => {
    const [begin, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
    const [before, rest = ''] = text.split(begin);
    const [, after] = rest.split(end);
    return `${before}${begin}\n\n${block}\n\n${end}${after}`;
  }, now);
  return { now, made };
}

if (require.main === module) writeFileSync(FILE, performanceDocument().made);
