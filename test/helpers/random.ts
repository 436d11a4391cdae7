import fc from 'fast-check';
import { seed } from './full-run';

fc.configureGlobal({ seed });

/** fast-check with the seed of the run: tests import it from here. */
export default fc;
