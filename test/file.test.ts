import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWhole } from '../lib/cli/files';
import { writeComplete } from '../lib/file';
import { temporaryFolder } from './helpers/temporary-folder';

let folder: string;
beforeEach(() => void (folder = temporaryFolder('files')));

test('a file is replaced in one step: whoever reads the old one reads all of it', () => {
  const file = join(folder, 'a.txt');
  writeFileSync(file, 'old');
  const open = openSync(file, 'r');
  writeComplete(file, 'new');

  expect([readFileSync(open, 'utf8'), readFileSync(file, 'utf8')]).toStrictEqual(['old', 'new']);
  expect(readdirSync(folder)).toStrictEqual(['a.txt']);
  closeSync(open);
});

test.each([
  ['to take the place of a folder', true, /^\S+taken cannot be written: .* An existing file is unchanged\.$/],
  ['where the name is taken and may not be lost', false, /^\S+taken already exists, and was not changed\. /],
])('what fails %s leaves nothing behind', (_, replace, message) => {
  mkdirSync(join(folder, 'taken'));

  expect(() => writeWhole(join(folder, 'taken'), 'text', replace)).toThrow(message);
  expect(readdirSync(folder)).toStrictEqual(['taken']);
});
