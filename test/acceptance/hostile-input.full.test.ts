import { decoding, fuzz, loads } from '../soak/fuzz';
import { seed } from '../helpers/full-run';

/**
 * In milliseconds: it takes half a minute, and many times that where other programs want the processor too.
 */
const BOUND_MS = 600_000;

describe(`hostile input (seed ${seed})`, () => {
  test.each([decoding, fuzz, loads])(
    '$name: all is answered or refused, and what follows works',
    async (part) => {
      const said: string[] = [];
      const { failures } = await part.run({ seed, scale: 1, say: (line) => said.push(line) });

      expect({ failures, said: failures.length > 0 ? said : [] }).toStrictEqual({ failures: [], said: [] });
    },
    BOUND_MS,
  );
});
