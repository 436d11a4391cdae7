import { fullRun, seed } from '../helpers/full-run';
import { histories } from '../soak/histories';

const COUNT = fullRun ? 1_000 : 40;

test(`${COUNT} random histories of faults, kills and other people's edits end with everything deployed`, async () => {
  const { counts, failures } = await histories.run({ seed, scale: COUNT / 1_000, say: () => undefined });

  expect(failures).toStrictEqual([]);
  expect(counts.histories).toBe(COUNT);
}, 1_800_000);
