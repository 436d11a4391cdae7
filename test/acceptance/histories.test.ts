import { seed } from '../helpers/full-run';
import { histories } from '../soak/histories';

test("forty random histories of faults, kills and other people's edits end with everything deployed", async () => {
  const { counts, failures } = await histories.run({ seed, scale: 0.04, say: () => undefined });

  expect(failures).toStrictEqual([]);
  expect(counts.histories).toBe(40);
});
