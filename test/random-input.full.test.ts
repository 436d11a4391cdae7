import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seed } from './helpers/full-run';

/** The files of the gate that try random input. */
const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter(
  (name) =>
    /(?<!\.full)\.test\.ts$/.test(name) &&
    readFileSync(join(__dirname, name), 'utf8').includes("helpers/random';"),
);

describe(`once more with the seed ${seed}:`, () => {
  describe.each(files)('%s', (name) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- its tests belong here
    require(join(__dirname, name));
  });
});
