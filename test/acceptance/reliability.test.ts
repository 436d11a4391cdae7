import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startAttachedProvider } from '../helpers/attached-provider';
import { KEYS, runCell, template, type Run } from '../helpers/reliability/cell';
import { CELLS, nameOf, type Cell } from '../helpers/reliability/faults';
import { objections } from '../helpers/reliability/judge';
import { LittleCells } from '../helpers/reliability/little-cell';
import { runAll } from '../helpers/reliability/runs';
import { columnsOf, documentedColumns } from '../helpers/reliability/table';
import { ROOT } from '../helpers/terraform';

const DOCUMENT = readFileSync(join(ROOT, 'test/fixtures/faults.md'), 'utf8');

/**
 * The first cell of each kind of outcome: what the person sees, what is held afterwards, and the next deploy.
 */
const ONE_OF_EACH_KIND = [
  ...new Map(
    CELLS.map((cell) => {
      const [, ...kind] = documentedColumns(DOCUMENT, cell) ?? [];
      return [[cell.operation, ...kind].join(), cell] as const;
    }).reverse(),
  ).values(),
].reverse();

/** Each run is right, and it is the one that test/fixtures/faults.md shows. */
function expectDocumented(cell: Cell, run: Run): void {
  expect(objections(cell.operation, run.deploy, run.next)).toStrictEqual([]);
  expect(columnsOf(run)).toStrictEqual(documentedColumns(DOCUMENT, cell));
}

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
    expectDocumented(cell, runOf(cell));
  });
});

describe('through Terraform, one fault for each kind of outcome', () => {
  let runOf: (cell: Cell) => Run;
  beforeAll(async () => {
    const [from, provider] = await Promise.all([template(), startAttachedProvider(KEYS)]);
    runOf = await runAll(
      ONE_OF_EACH_KIND,
      Array(4).fill((cell: Cell) => runCell(from, cell, provider.env)),
    );
    await provider.end();
    from.remove();
  }, 600_000);

  test.each(ONE_OF_EACH_KIND.map((cell) => [nameOf(cell), cell] as const))('%s', (_, cell) => {
    expectDocumented(cell, runOf(cell));
  });
});
