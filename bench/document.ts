/** Puts the figures of docs/performance.json into docs/comparison.md: `npx tsx bench/document.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resultsTable, type Results } from './table';

const DOCS = join(__dirname, '../docs');
const FILE = join(DOCS, 'comparison.md');

/** The document as it is, and as the figures make it. */
export function performanceDocument(): { readonly now: string; readonly made: string } {
  const results = JSON.parse(readFileSync(join(DOCS, 'performance.json'), 'utf8')) as Results;
  const now = readFileSync(FILE, 'utf8');
  const block = `<!-- figures -->\n\n${resultsTable(results)}\n\n<!-- /figures -->`;
  return { now, made: now.replace(/<!-- figures -->[^]*<!-- \/figures -->/, () => block) };
}

if (require.main === module) writeFileSync(FILE, performanceDocument().made);
