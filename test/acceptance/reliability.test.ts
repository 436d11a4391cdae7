import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../helpers/reliability/cell';
import { CELLS, nameOf, type Cell } from '../helpers/reliability/faults';
import { objections } from '../helpers/reliability/judge';
import { LittleCells } from '../helpers/reliability/little-cell';
import { runAll } from '../helpers/reliability/runs';
import { columnsOf, documentedColumns } from '../helpers/reliability/table';
import { ROOT } from '../helpers/terraform';

const DOCUMENT = readFileSync(join(ROOT, 'test/fixtures/faults.md'), 'utf8');

describe('under every fault nothing is lost and nothing is made twice, and test/fixtures/faults.md says what happens', () => {
  let runOf: (cell: Cell) => Run;
  beforeAll(async () => {
    const little = Array.from({ length: 8 }, () => new LittleCells());
    runOf = await runAll(
      CELLS,
      little.map((cells) => (cell) => cells.run(cell)),
    );
    await Promise.all(little.map((cells) => cells.end()));
  }, 600_000);

  test.each(CELLS.map((cell) => [nameOf(cell), cell] as const))('%s', (_, cell) => {
    const run = runOf(cell);

    expect(objections(cell.operation, run.deploy, run.next)).toStrictEqual([]);
    expect(columnsOf(run)).toStrictEqual(documentedColumns(DOCUMENT, cell));
  });
});
