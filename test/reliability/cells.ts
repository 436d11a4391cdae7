import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { ROOT } from '../helpers/terraform';
import { columnsOf, type Columns } from './columns';
import { CELLS, type Cell } from './faults';
import { objections } from './judge';
import type { Run } from './run';

/** Runs a cell. While the fault lasts, a call waits so many seconds for its answer. */
export type Runner = (cell: Cell, timeoutSeconds: number) => Promise<Run>;

const FILE = join(ROOT, 'test/fixtures/faults.json');
const isWritten = Boolean(process.env.WRITE_RELIABILITY);

/**
 * How often a cell is run again that did something else than documented, or did not meet its fault. On a busy
 * machine a call without a fault may take longer than a short timeout, and the second of two reads may come
 * too late for the list. So the cell is run again alone, and waits longer. Each run has to keep the
 * guarantees.
 */
const REPETITIONS = 3;
const PATIENCE = 5;

function attempt(runner: Runner, cell: Cell, timeoutSeconds: number): Promise<Run | Error> {
  return runner(cell, timeoutSeconds).catch((error: Error) => error);
}

/**
 * Declares a test for each cell: it keeps the guarantees, and does what test/fixtures/faults.json says.
 *
 * @param start starts runners, which work at the same time since a run mostly waits
 */
export function testCells(start: () => Promise<readonly Runner[]>): void {
  const documented = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, Columns>;
  const columns: Record<string, Columns> = {};
  const firstRuns = new Map<Cell, Run | Error>();
  let alone: Runner;

  beforeAll(async () => {
    const runners = await start();
    alone = runners[0]!;
    const left = [...CELLS];
    const work = async (runner: Runner) => {
      for (let cell = left.shift(); cell; cell = left.shift())
        firstRuns.set(cell, await attempt(runner, cell, cell.timeoutSeconds));
    };
    await Promise.all(runners.map(work));
  }, 1_800_000);
  afterAll(() => {
    if (isWritten) writeFileSync(FILE, `${JSON.stringify(columns, null, 2)}\n`);
  });

  test.each(CELLS.map((cell) => [cell.name, cell] as const))(
    '%s',
    async (name, cell) => {
      let run = firstRuns.get(cell)!;
      for (let repetition = 0; ; repetition += 1) {
        if ('deploy' in run) {
          expect(objections(cell.operation, run)).toStrictEqual([]);
          columns[name] = columnsOf(run);
        }
        if (repetition === REPETITIONS || isDeepStrictEqual(columns[name], documented[name])) break;
        run = await attempt(alone, cell, PATIENCE * cell.timeoutSeconds);
      }
      if (!('deploy' in run)) throw run;
      if (!isWritten) expect(columns[name]).toStrictEqual(documented[name]);
    },
    600_000,
  );

  test('no other cell is documented', () => {
    if (!isWritten) expect(Object.keys(documented)).toStrictEqual(CELLS.map(({ name }) => name));
  });
}
