import type { Run } from './cell';
import { nameOf, type Cell } from './faults';

/**
 * Runs cells, several at a time since a run mostly waits: each of the runners does one after the other.
 *
 * @returns the run of a cell; it throws what the run failed with
 */
export async function runAll(
  cells: readonly Cell[],
  runners: readonly ((cell: Cell) => Promise<Run>)[],
): Promise<(cell: Cell) => Run> {
  const runs = new Map<string, Run | Error>();
  const left = [...cells];
  const work = async (runCell: (cell: Cell) => Promise<Run>) => {
    for (let cell = left.shift(); cell; cell = left.shift())
      runs.set(nameOf(cell), await runCell(cell).catch((error: Error) => error));
  };
  await Promise.all(runners.map(work));
  return (cell) => {
    const run = runs.get(nameOf(cell));
    if (run === undefined || run instanceof Error) throw run ?? new Error(`not run: ${nameOf(cell)}`);
    return run;
  };
}
