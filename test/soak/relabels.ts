import { startEmulator } from '../../lib/emulator';
import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../helpers/configuration';
import { idsInState } from '../helpers/state';
import { Workspace } from '../helpers/terraform';
import type { Outcome, Part } from './part';

const LABELS = 30;

/** How many times all labels are renamed at scale 1. */
const ROUNDS = 1.25;

/**
 * Renames the labels of thirty auth methods without `moved`, so that each deploy deletes and creates all of
 * them under the same names, while Datadog takes 5 to 50 ms to answer. Nothing may be lost, and one more
 * deploy has to converge.
 */
export const relabels: Part = {
  name: 'relabels',
  async run({ seed, scale, say }): Promise<Outcome> {
    const failures: string[] = [];
    const rounds = Math.ceil(ROUNDS * scale);
    for (let round = 0; round < rounds; round += 1) {
      const latencyMs = 5 + ((seed + round * 7) % 46);
      const problem = await renameAll(latencyMs).catch(String);
      if (problem) failures.push(`${latencyMs} ms: ${problem}`);
      if (round % 10 === 9) say(`${round + 1} of ${rounds} rounds`);
    }
    return { counts: { rounds, labels: rounds * LABELS }, failures };
  },
};

async function renameAll(latencyMs: number): Promise<string | undefined> {
  const emulator = await startEmulator({ latencyMs });
  const workspace = new Workspace({
    DD_HOST: emulator.url,
    DD_API_KEY: 'api-key',
    DD_APP_KEY: 'app-key',
    TF_VAR_secret: 'first-secret',
  });
  const declare = (prefix: string) =>
    workspace.write(
      SECRET_VARIABLE +
        Array.from({ length: LABELS }, (_, index) =>
          authMethod({ ...PAYMENTS, name: `method-${index}` }, { label: `${prefix}_${index}` }),
        ).join(''),
    );
  try {
    declare('old');
    await workspace.succeed('init');
    await workspace.succeed('apply -auto-approve');
    declare('new');
    await workspace.terraform('apply -auto-approve');
    const live = new Set(emulator.methods().map(({ id }) => id));
    const held = idsInState(workspace);
    if (new Set(held).size !== held.length) return 'two resources share an id';
    if (held.some((id) => !live.has(id))) return 'an id in the state is not in Datadog';
    await workspace.succeed('apply -auto-approve');
    const { code, text } = await workspace.terraform('plan -detailed-exitcode');
    return code === 0 && emulator.methods().length === LABELS ? undefined : text;
  } finally {
    workspace.remove();
    await emulator.close();
  }
}
