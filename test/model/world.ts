import type { KnownValues } from '../../lib/change/change';
import { startEmulator, type Emulator } from '../../lib/emulator';
import type { ObjectValue } from '../../lib/plugin/value';
import { differences, emptyState, textOf } from '../../lib/provider/model';
import { environmentOf } from '../helpers/emulated';
import { valuesOf } from '../helpers/auth-method';
import { disagreements } from '../reliability/judge';
import { entriesIn, entryOf } from '../reliability/run';
import type { Disturbance } from './disturbance';
import { Judge } from './judge';
import { LittleTerraform, type Outcome, type Plan, type Said } from './little-terraform';

/** What the code declares of one auth method. */
export interface Declared {
  readonly attributes: KnownValues;
  /** `null`: the code gives none. */
  readonly secret: string | null;
  readonly version?: number;
}

/** What every auth method is declared with at first. */
export const FIRST = valuesOf({ access_token_url: 'https://login.example.com/1', client_id: 'client-1' });

/** A person's code, a state, the built provider and a Datadog; the judge looks at each deploy. */
export class World {
  readonly code = new Map<string, Declared>();
  judge: Judge;
  /** How many deploys there were since the first day. */
  deploys = 0;

  private constructor(
    readonly emulator: Emulator,
    readonly terraform: LittleTerraform,
  ) {
    this.judge = new Judge(emulator);
  }

  static async start(provider: string): Promise<World> {
    const emulator = await startEmulator();
    // One retry: what a lost answer leaves must hold whatever the next attempt is answered.
    return new World(emulator, new LittleTerraform(provider, environmentOf(emulator), { max_retries: 1 }));
  }

  async close(): Promise<void> {
    await this.terraform.kill();
    await this.emulator.close();
  }

  /** Everything as on the first day, in the same process. */
  reset(): void {
    this.deploys = 0;
    this.code.clear();
    this.terraform.state = new Map();
    this.emulator.clearFaults();
    for (const { id } of this.emulator.methods()) this.emulator.remove(id);
    this.emulator.clearRequests();
    this.judge = new Judge(this.emulator);
  }

  /** A first deploy of two auth methods. */
  async begin(): Promise<void> {
    for (const label of ['a', 'b'])
      this.code.set(label, { attributes: { ...FIRST, name: `${label}-1` }, secret: 'secret-one' });
    await this.deploy();
  }

  async deploy(disturbance: Disturbance = {}): Promise<Outcome> {
    this.deploys += 1;
    const configured = this.configuration();
    this.emulator.clearRequests();
    this.judge.planBegins(this.terraform.state);
    const ids = [...(disturbance.imports ?? [])].flatMap(([label, from]) => {
      const id = this.idOf(from);
      return id === undefined ? [] : [[label, id] as const];
    });
    const plan = await this.terraform.plan(configured, disturbance, new Map(ids));
    this.judge.planned(plan);
    if (plan.failed) return { said: plan.said, failed: true };
    disturbance.between?.();
    this.judge.applyBegins();
    const outcome = await this.apply(plan, configured, disturbance);
    this.judge.applied(plan, outcome, this.terraform.state, disturbance);
    // What others do after the plan, to what the plan leaves alone, is for the next deploy to see.
    if (!outcome.failed && !disturbance.lost?.size && !disturbance.between) this.expectDeployed();
    return outcome;
  }

  /** What a person does who reads the messages, with Datadog well again: it has to converge. */
  async heal(): Promise<void> {
    this.emulator.clearFaults();
    let said: Said = [];
    for (let round = 0; round < 4; round += 1) {
      const outcome = await this.deploy();
      ({ said } = outcome);
      if (!outcome.failed) return this.expectNothingLeft();
      await this.followAdvice(said);
    }
    throw new Error(`did not converge:\n${said.join('\n')}`);
  }

  private async apply(plan: Plan, configured: ReadonlyMap<string, ObjectValue>, disturbance: Disturbance) {
    const { killAt } = disturbance;
    const applied = this.terraform.apply(plan, configured, disturbance);
    if (!killAt) return applied;
    const { method, handled } = killAt;
    // First of all rules, and the only one.
    this.emulator.clearFaults();
    const hang = this.emulator.fault({ kind: 'hang', method, handled });
    let ended = false;
    const end = applied.finally(() => (ended = true));
    while (hang().fired === 0 && !ended) await new Promise((resolve) => setImmediate(resolve));
    if (!ended) await this.terraform.kill();
    this.emulator.clearFaults();
    return end;
  }

  /**
   * Imports what a message names with its id, gives a missing secret, and removes in Datadog what others hold
   * a wanted name with. Names that are swapped are swapped by way of a third one.
   */
  private async followAdvice(said: Said): Promise<void> {
    if (said.some((text) => text.includes('is part of a swap'))) await this.renameAside();
    for (const [label, declared] of this.code) {
      const { attributes } = declared;
      const about = said.filter((text) => text.startsWith('error') && text.includes(`"${attributes.name}"`));
      if (about.some((text) => text.includes('The client secret of')))
        this.code.set(label, { ...declared, secret: 'secret-found' });
      const refused = about.find((text) => text.includes('409'));
      if (!refused) continue;
      const holder = this.emulator.methods().find((method) => method.attributes.name === attributes.name);
      // What the next deploy deletes or renames is not taken over.
      if (!holder || this.isInState(holder.id)) continue;
      if (this.terraform.state.has(label)) this.emulator.remove(holder.id);
      else await this.import(label, refused);
    }
  }

  private async import(label: string, refused: string): Promise<void> {
    const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(refused)?.[0];
    if (!id) throw new Error(`the message names no auth method to import:\n${refused}`);
    this.judge.isImported(id);
    const { failed, said } = await this.terraform.import(label, id);
    if (failed) throw new Error(`the import that the message advises failed:\n${said.join('\n')}`);
  }

  private async renameAside(): Promise<void> {
    const wanted = new Map(this.code);
    for (const [label, declared] of wanted) {
      const name = `${label}-aside`;
      this.code.set(label, { ...declared, attributes: { ...declared.attributes, name } });
    }
    await this.deploy();
    for (const [label, declared] of wanted) this.code.set(label, declared);
  }

  /** The id that the state has by the label. */
  idOf(label: string): string | undefined {
    const held = this.terraform.state.get(label);
    return (held && textOf(held.state, 'id')) ?? undefined;
  }

  private isInState(id: string): boolean {
    return [...this.terraform.state.values()].some(({ state }) => textOf(state, 'id') === id);
  }

  private configuration(): Map<string, ObjectValue> {
    return new Map(
      [...this.code].map(([label, { attributes, secret, version }]) => [
        label,
        {
          ...emptyState(),
          ...attributes,
          client_secret_wo: secret,
          client_secret_wo_version: version ?? null,
        },
      ]),
    );
  }

  /** A deploy that succeeded made Datadog and the state what the code says. */
  private expectDeployed(): void {
    const state = [...this.terraform.state.values()].map((held) => entryOf(held.state));
    const ours = entriesIn(this.emulator).filter(({ id }) => this.isInState(id));
    for (const problem of disagreements(state, ours))
      throw new Error(`after a deploy that succeeded ${problem}`);
    for (const [label, { attributes, secret }] of this.code) {
      const held = this.terraform.state.get(label);
      if (!held) throw new Error(`${label} is not in the state after a deploy that succeeded`);
      const { id, values } = entryOf(held.state);
      const wrong = differences(values, attributes);
      if (wrong.length > 0) throw new Error(`${label} has other values in ${wrong.join(', ')}`);
      if (secret !== null && this.emulator.secretOf(id) !== secret)
        throw new Error(`${label} has another secret`);
    }
  }

  /** The second plan is empty, and Datadog holds what is declared and what was never ours. */
  private async expectNothingLeft(): Promise<void> {
    const plan = await this.terraform.plan(this.configuration());
    if (plan.failed || plan.changes.length > 0)
      throw new Error(`the second plan is not empty: ${plan.changes.map(({ label }) => label).join(', ')}`);
    this.judge.settled(this.terraform.state);
  }
}
