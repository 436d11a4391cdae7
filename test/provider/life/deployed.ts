import type { Diagnostic } from '../../../lib/plugin/provider';
import type { ObjectValue, Value } from '../../../lib/plugin/value';
import { DECLARED, emulator, inProcess } from '../in-process';

export interface SavedPlan {
  readonly config: ObjectValue;
  readonly planned: ObjectValue;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * An auth method that was deployed, its state, and Terraform's part of its next plans and applies. Calls that
 * fail are not repeated.
 */
export async function deployed(settings: Record<string, Value> = {}) {
  const world = await inProcess({ max_retries: 0, ...settings });
  const { resource, call, walk } = world;
  const created = await world.create(DECLARED);
  emulator.clearRequests();
  let [state, stored] = [created.state as ObjectValue, created.private];

  /** Plans in a walk of its own. */
  const plan = async (changed: Record<string, Value> = {}): Promise<SavedPlan> => {
    const config = { ...DECLARED, ...changed };
    const { planned, diagnostics } = await world.plan(config, state, stored);
    return { config, planned, diagnostics };
  };
  return {
    ...world,
    plan,
    get state() {
      return state;
    },
    /** The private data. */
    get record() {
      return JSON.parse(Buffer.from(stored).toString());
    },
    get stored() {
      return stored;
    },
    async refresh(): Promise<readonly Diagnostic[]> {
      await walk();
      const { diagnostics, ...read } = await resource.read({ state, private: stored }, call);
      if (read.state) [state, stored] = [read.state, read.private];
      return diagnostics;
    },
    /** Plans again, as Terraform does during apply, and applies. */
    async apply({ config, planned }: SavedPlan): Promise<readonly Diagnostic[]> {
      const again = await world.plan(config, state, stored);
      const request = { prior: state, planned, config, private: again.private };
      const { diagnostics, ...after } = await resource.update(request, call);
      // After an error that a step throws, Terraform keeps the private data of the state.
      if (after.private !== again.private) [state, stored] = [after.state as ObjectValue, after.private];
      return diagnostics;
    },
    async deploy(changed: Record<string, Value>): Promise<readonly Diagnostic[]> {
      return this.apply(await plan(changed));
    },
    async destroy(): Promise<readonly Diagnostic[]> {
      await walk();
      return (await resource.delete({ prior: state, private: stored }, call)).diagnostics;
    },
  };
}
