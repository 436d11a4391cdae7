import { decoding, fuzz } from '../soak/fuzz';
import { seedFrom } from '../soak/part';

/** In milliseconds: it takes half a minute, and many times that where other programs want the processor too. */
const BOUND_MS = 600_000;

const seed = seedFrom();

describe(`hostile input (SOAK_SEED=${seed} repeats it)`, () => {
  test.each([decoding, fuzz])(
    '$name: all is answered or refused, and what follows works',
    async (part) => {
      const said: string[] = [];
      const { failures } = await part.run({ seed, scale: 1, say: (line) => said.push(line) });

      expect({ failures, said: failures.length > 0 ? said : [] }).toStrictEqual({ failures: [], said: [] });
    },
    BOUND_MS,
  );
});
