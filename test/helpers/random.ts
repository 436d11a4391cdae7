import fc from 'fast-check';
import { fullRun, seed } from './full-run';

fc.configureGlobal({ seed });

/** How many inputs a property is tried with: a tenth of those of the full run. */
export function runs(inFullRun: number): number {
  return fullRun ? inFullRun : Math.ceil(inFullRun / 10);
}

/** fast-check with the seed of the run: tests import it from here. */
export default fc;
