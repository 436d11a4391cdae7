import { fullRun, seed } from '../helpers/full-run';
import { deploys } from '../soak/deploys';

test('whoever is killed in a deploy of fifty, the deploys after it make Datadog what is declared', async () => {
  const { counts, failures } = await deploys.run({ seed, scale: fullRun ? 1 : 0.4, say: () => undefined });

  expect(failures).toStrictEqual([]);
  expect(counts.rounds).toBe(fullRun ? 5 : 2);
}, 600_000);
