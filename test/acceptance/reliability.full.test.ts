import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCell, template, type Run } from '../helpers/reliability/cell';
import { CELLS, nameOf, type Cell } from '../helpers/reliability/faults';
import { objections } from '../helpers/reliability/judge';
import { runAll } from '../helpers/reliability/runs';
import { matrix } from '../helpers/reliability/table';
import { ROOT } from '../helpers/terraform';

const DOCUMENT = join(ROOT, 'test/fixtures/faults.md');
const MATRIX = /(?<=<!-- prettier-ignore-start -->\n)[^]*(?=<!-- prettier-ignore-end -->)/;

describe('through Terraform, under every fault nothing is lost and nothing is made twice', () => {
  let runOf: (cell: Cell) => Run;
  beforeAll(async () => {
    const from = await template();
    runOf = await runAll(
      CELLS,
      Array(4).fill((cell: Cell) => runCell(from, cell)),
    );
    from.remove();
  }, 1_800_000);

  test.each(CELLS.map((cell) => [nameOf(cell), cell] as const))('%s', (_, cell) => {
    const { deploy, next } = runOf(cell);

    expect(objections(cell.operation, deploy, next)).toStrictEqual([]);
  });

  test('test/fixtures/faults.md shows what happened here', () => {
    const text = readFileSync(DOCUMENT, 'utf8');
    expect(text).toMatch(MATRIX);
    const fresh = text.replace(MATRIX, () => `\n${matrix(runOf)}\n`);
    if (process.env.WRITE_RELIABILITY) writeFileSync(DOCUMENT, fresh);
    else if (fresh !== text)
      throw new Error(
        'test/fixtures/faults.md is stale. Run ' +
          'WRITE_RELIABILITY=1 npm run test:full -- test/acceptance/reliability.full.test.ts ' +
          `and look at what changed. The tables would be:\n${matrix(runOf)}`,
      );
  });
});
