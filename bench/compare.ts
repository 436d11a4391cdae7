import type { Results } from './results';
import { ratioOf } from './statistics';

/** How much a ratio may grow before it is called slower; less comes and goes with the machine's mood. */
const TOLERANCE = 1.15;

/**
 * What became of each ratio, and whether one got worse. Times are not compared: another machine has others.
 */
export function comparison(committed: Results, now: Results): { lines: string[]; slower: boolean } {
  let slower = false;
  const lines = now.rows.map(({ work, product, floor }) => {
    const before = committed.rows.find((row) => row.work === work);
    if (!before) return `${work}: not among the committed figures`;
    const [was, is] = [ratioOf(before.product, before.floor), ratioOf(product, floor)];
    if ('refused' in was) return `${work}: the committed figures have no ratio (${was.refused})`;
    if ('refused' in is) return `${work}: no ratio (${is.refused})`;
    const worse = is.ratio > was.ratio * TOLERANCE;
    slower ||= worse;
    const verdict = worse ? 'SLOWER' : 'as good';
    return `${work}: ${is.ratio.toFixed(2)} × the floor, was ${was.ratio.toFixed(2)} ×: ${verdict}`;
  });
  return { lines, slower };
}
