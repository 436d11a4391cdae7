/** Puts the figures of docs/performance.json into docs/performance.md: `npx tsx bench/document.ts`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Results } from './results';
import { resultsTable } from './table';

const DOCS = join(__dirname, '../docs');
const FILE = join(DOCS, 'performance.md');
const MARKS = { begin: '<!-- figures -->', end: '<!-- /figures -->' };

const results = JSON.parse(readFileSync(join(DOCS, 'performance.json'), 'utf8')) as Results;
const text = readFileSync(FILE, 'utf8');
const [before] = text.split(MARKS.begin);
const [, after] = text.split(MARKS.end);
writeFileSync(FILE, `${before}${MARKS.begin}\n\n${resultsTable(results)}\n\n${MARKS.end}${after}`);
