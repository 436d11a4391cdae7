import { seed } from '../helpers/full-run';
import { deploys } from '../soak/deploys';

test(`whoever is killed in a deploy of fifty, the deploys after it make Datadog what is declared (seed ${seed})`, async () => {
  const { counts, failures } = await deploys.run({ seed, scale: 1, say: () => undefined });

  expect(failures).toStrictEqual([]);
  expect(counts.rounds).toBe(5);
}, 600_000);
