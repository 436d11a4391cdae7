/**
 * Holds a new run against the committed one: `npm run bench:check -- NEW.json`. For people: two machines
 * differ.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { comparison } from './compare';
import type { Results } from './results';

const [, , file] = process.argv;
if (file === undefined) {
  console.error('Give the file that `npm run bench -- --json FILE` wrote.');
  process.exit(2);
}
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Results;
const { lines, slower } = comparison(read(join(__dirname, '../docs/performance.json')), read(file));
console.log(lines.join('\n'));
process.exit(slower ? 1 : 0);
