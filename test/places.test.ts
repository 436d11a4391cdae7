import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './helpers/terraform';

/** What has no room in lib/ of its own. */
const BESIDE = /^(acceptance|bench|contract|examples|fixtures|helpers|model|release|reliability|soak)(\/|$)/;

test('a folder of test/ is a folder of lib/, or has no room there', () => {
  const folders = readdirSync(join(ROOT, 'test'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(ROOT, 'test/').length));

  expect(
    folders.filter((folder) => !BESIDE.test(folder) && !existsSync(join(ROOT, 'lib', folder))),
  ).toStrictEqual([]);
});
