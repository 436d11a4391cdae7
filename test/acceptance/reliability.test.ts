import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCell, template, type Run } from '../helpers/reliability/cell';
import { OPERATIONS, ROWS, type Operation, type Row } from '../helpers/reliability/faults';
import { objections } from '../helpers/reliability/judge';
import { matrix } from '../helpers/reliability/table';
import { ROOT, type Workspace } from '../helpers/terraform';

const DOCUMENT = join(ROOT, 'docs/reliability.md');
const MATRIX = /(?<=<!-- prettier-ignore-start -->\n)[^]*(?=<!-- prettier-ignore-end -->)/;
const AT_A_TIME = 4;

const cells = ROWS.flatMap((row) =>
  OPERATIONS.filter((operation) => row.except?.[operation] === undefined).map((operation) => ({
    row,
    operation,
  })),
);
const runs = new Map<string, Run | Error>();
const key = (row: Row, operation: Operation) => `${operation}: ${row.fault}`;

/** The run of a cell; fails with what its run failed with. */
function runOf(row: Row, operation: Operation): Run {
  const run = runs.get(key(row, operation));
  if (run === undefined || run instanceof Error) throw run ?? new Error(`not run: ${key(row, operation)}`);
  return run;
}

describe('under every fault nothing is lost and nothing is made twice', () => {
  let from: Workspace;

  beforeAll(async () => {
    from = await template();
    const left = [...cells];
    const work = async () => {
      for (let cell = left.shift(); cell; cell = left.shift()) {
        const { row, operation } = cell;
        runs.set(key(row, operation), await runCell(from, row, operation).catch((error: Error) => error));
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, work));
  }, 900_000);
  afterAll(() => from.remove());

  test.each(cells.map(({ row, operation }) => [key(row, operation), row, operation] as const))(
    '%s',
    (_, row, operation) => {
      const { deploy, next } = runOf(row, operation);

      expect(objections(operation, deploy, next)).toStrictEqual([]);
    },
  );

  test('docs/reliability.md shows what happened here', () => {
    const text = readFileSync(DOCUMENT, 'utf8');
    expect(text).toMatch(MATRIX);
    const fresh = text.replace(MATRIX, () => `\n${matrix(runOf)}\n`);
    if (process.env.WRITE_RELIABILITY) writeFileSync(DOCUMENT, fresh);
    else if (fresh !== text)
      throw new Error(
        `docs/reliability.md is stale. Run WRITE_RELIABILITY=1 npx jest test/acceptance/reliability.test.ts, and look at what changed. It would be:\n${matrix(runOf)}`,
      );
  });
});
