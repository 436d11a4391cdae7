import { decoding, fuzz } from '../soak/fuzz';
import { seed } from '../helpers/full-run';

test.each([decoding, fuzz])(
  '$name of hostile input: all is answered or refused, and what follows works',
  async (part) => {
    const { failures } = await part.run({ seed, scale: 0.1, say: () => undefined });

    expect(failures).toStrictEqual([]);
  },
);
