import { seed } from '../helpers/full-run';
import { histories } from '../soak/histories';

test(`a thousand random histories of faults, kills and other people's edits end with everything deployed (seed ${seed})`, async () => {
  const { counts, failures } = await histories.run({ seed, scale: 1, say: () => undefined });

  expect(failures).toStrictEqual([]);
  expect(counts.histories).toBe(1000);
}, 600_000);
