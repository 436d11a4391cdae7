import fc from 'fast-check';
import { endAll } from '../helpers/plugin-client';
import { PROVIDER } from '../helpers/terraform';
import { commands } from '../model/commands';
import { World } from '../model/world';
import type { Outcome, Part } from './part';

/**
 * How many histories are lived at scale 1, and in how many worlds at once: most of the time a world waits.
 */
const HISTORIES = 1_000;
const WORLDS = 4;

/**
 * Random histories of auth methods, whatever breaks on the way: at the end of each, a person who reads the
 * messages has everything deployed, and on the way the judge saw nothing that must never happen. They are for
 * what several changes of one apply do to each other. The tests of the client and of the provider's life
 * show what is retried, and what comes of one call.
 */
export const histories: Part = {
  name: 'histories',
  async run({ seed, scale }): Promise<Outcome> {
    const counts = { histories: 0, deploys: 0 };
    const runs = Math.ceil((HISTORIES * scale) / WORLDS);
    const reports = await Promise.all(
      Array.from({ length: WORLDS }, async (_, index) => {
        const world = await World.start(PROVIDER);
        const details = await fc.check(property(world, counts), { seed: seed + index, numRuns: runs });
        await world.close();
        return details.failed
          ? [`${fc.defaultReportMessage(details)}\n${String(details.errorInstance)}`]
          : [];
      }),
    );
    await endAll();
    return { counts, failures: reports.flat() };
  },
};

export function property(world: World, counts = { histories: 0, deploys: 0 }) {
  return fc.asyncProperty(fc.boolean(), commands(), async (isDeployed, history) => {
    world.reset();
    if (isDeployed) await world.begin();
    await fc.asyncModelRun(() => ({ model: world.code, real: world }), history);
    await world.heal();
    counts.histories += 1;
    counts.deploys += world.deploys;
  });
}
