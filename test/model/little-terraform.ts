import { AUTH_METHOD_TYPE } from '../../lib/attributes';
import { readObject, writeObject } from '../../lib/plugin/values';
import * as messages from '../../lib/plugin/generated/decode/tfplugin6';
import { UNKNOWN, type ObjectValue } from '../../lib/plugin/value';
import { providerSchema, resourceSchema } from '../../lib/provider/schema';
import { emptyState } from '../../lib/provider/model';
import type { Method, RequestOf, ResponseOf } from '../helpers/messages';
import { PluginClient, startPlugin, type Plugin } from '../helpers/plugin-client';
import type { Disturbance, ReplaceOrder } from './disturbance';

/** What the state keeps of one resource. */
export interface Held {
  readonly state: ObjectValue;
  readonly private: Uint8Array;
  /** The next deploy replaces it. */
  readonly isTainted?: boolean;
}

/** What a walk said, as `severity: summary` and the detail after it. */
export type Said = readonly string[];

export interface PlannedChange {
  readonly label: string;
  readonly prior: Held | undefined;
  /** `null` plans the deletion. */
  readonly planned: ObjectValue | null;
  readonly private: Uint8Array;
  /** Set when the prior object is replaced. */
  readonly order?: ReplaceOrder;
}

export interface Outcome {
  readonly said: Said;
  readonly failed: boolean;
}

/**
 * A plan that could be saved: the refreshed state, and what is to change. One that failed leaves nothing to
 * apply.
 */
export interface Plan extends Outcome {
  readonly refreshed: ReadonlyMap<string, Held>;
  readonly changes: readonly PlannedChange[];
}

/** What Terraform stops with, because a provider broke the protocol's rules. A test must never see it. */
export class BrokenRule extends Error {}

/** What a change leaves in the state; `undefined` and `nothing`: no object. */
type Applied = Held | { current: Held; deposed: Held } | 'as it was' | 'nothing' | undefined;

const TYPE = resourceSchema.attributes;
const PROVIDER_TYPE = providerSchema.attributes;
const NONE = new Uint8Array();

/**
 * As much of Terraform as the life of a resource needs, for tests that live thousands of lives: the same
 * calls in the same order to the built provider over gRPC, Terraform's own checks of the answers, and a state
 * that is kept here.
 */
export class LittleTerraform {
  state: ReadonlyMap<string, Held> = new Map();
  private running: Promise<{ plugin: Plugin; client: PluginClient }> | undefined;

  constructor(
    private readonly file: string,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly settings: ObjectValue,
  ) {}

  /**
   * Refreshes the state and plans, as `terraform plan` does.
   *
   * @param imports ids by the labels that import them, as `import` blocks do
   */
  async plan(
    code: ReadonlyMap<string, ObjectValue>,
    { replaced = new Map<string, ReplaceOrder>() }: Pick<Disturbance, 'replaced'> = {},
    imports: ReadonlyMap<string, string> = new Map(),
  ): Promise<Plan> {
    const said: string[] = [];
    if (await this.configure(said)) return { refreshed: this.state, changes: [], said, failed: true };
    const labels = [...new Set([...this.state.keys(), ...code.keys()])];
    const refreshed = new Map<string, Held>();
    const planned = await Promise.all(
      labels.map(async (label) => {
        const held = this.state.get(label);
        const imported = held ? undefined : imports.get(label);
        const read =
          imported === undefined ? held && (await this.read(held, said)) : await this.find(imported, said);
        if (read === 'failed') {
          if (held) refreshed.set(label, held);
          return 'failed';
        }
        if (read) refreshed.set(label, read);
        const config = code.get(label);
        if (!config) return read && this.planDeletion(label, read, said);
        const order = replaced.get(label) ?? (read?.isTainted ? 'destroy first' : undefined);
        return this.planOne(label, read, { config, order }, said);
      }),
    );
    const failed = planned.includes('failed') || said.some((text) => text.startsWith('error'));
    const changes = planned.filter((change): change is PlannedChange => typeof change === 'object');
    return { refreshed, changes, said, failed };
  }

  /** Applies a plan, as `terraform apply` does. */
  async apply(
    plan: Plan,
    code: ReadonlyMap<string, ObjectValue>,
    { lost, schedule = { parallelism: 10, seed: 0 } }: Pick<Disturbance, 'lost' | 'schedule'> = {},
  ): Promise<Outcome> {
    const said: string[] = [];
    if (plan.failed || (await this.configure(said))) return { said, failed: true };
    const state = new Map(plan.refreshed);
    this.state = state;
    const waiting = shuffled(plan.changes, schedule.seed);
    const workers = Array.from({ length: schedule.parallelism }, async () => {
      for (let change = waiting.pop(); change; change = waiting.pop()) {
        const after = await this.applyOne(change, code.get(change.label), said);
        if (!lost?.has(change.label)) keep(state, change.label, after);
      }
    });
    await Promise.all(workers);
    return { said, failed: said.some((text) => text.startsWith('error')) };
  }

  /** `terraform import`: the state gets what the provider finds by the id. */
  async import(label: string, id: string): Promise<Outcome> {
    const said: string[] = [];
    if (await this.configure(said)) return { said, failed: true };
    const read = await this.find(id, said);
    if (read === 'failed') return { said, failed: true };
    this.state = new Map([...this.state, [label, read]]);
    return { said, failed: false };
  }

  /** `terraform taint` */
  taint(label: string): void {
    const held = this.state.get(label);
    if (held) this.state = new Map([...this.state, [label, { ...held, isTainted: true }]]);
  }

  /** Kills the provider's process; the next walk starts another. */
  async kill(): Promise<void> {
    const running = await this.running;
    this.running = undefined;
    if (!running) return;
    running.plugin.child.kill('SIGKILL');
    await running.plugin.exit;
    running.client.close();
  }

  private async configure(said: string[]): Promise<boolean> {
    const nothing = Object.fromEntries(Object.keys(providerSchema.attributes).map((name) => [name, null]));
    const answer = await this.call('ConfigureProvider', {
      terraformVersion: '1.11.4',
      config: writeObject({ ...nothing, ...this.settings }, PROVIDER_TYPE),
    });
    return note(answer.diagnostics, said);
  }

  private async find(id: string, said: string[]): Promise<Held | 'failed'> {
    const answer = await this.call('ImportResourceState', { typeName: AUTH_METHOD_TYPE, id });
    note(answer.diagnostics, said);
    const [imported] = answer.importedResources;
    if (!imported) return 'failed';
    const held = { state: readObject(imported.state, TYPE)!, private: imported.private };
    return (await this.read(held, said)) ?? 'failed';
  }

  private async read(held: Held, said: string[]): Promise<Held | undefined | 'failed'> {
    const answer = await this.call('ReadResource', {
      typeName: AUTH_METHOD_TYPE,
      currentState: writeObject(held.state, TYPE),
      private: held.private,
    });
    if (note(answer.diagnostics, said)) return 'failed';
    const state = readObject(answer.newState, TYPE);
    return state ? { ...held, state, private: answer.private } : undefined;
  }

  private async planOne(
    label: string,
    prior: Held | undefined,
    { config, order }: { config: ObjectValue; order: ReplaceOrder | undefined },
    said: string[],
  ): Promise<PlannedChange | 'failed' | undefined> {
    // Of a tainted object Terraform plans a creation alone, and hands on nothing of its private data.
    const isTainted = prior?.isTainted === true;
    let answer = await this.askForPlan(isTainted ? undefined : prior, config);
    if (note(answer.diagnostics, said)) return 'failed';
    const isReplaced = prior !== undefined && order !== undefined;
    if (isReplaced && !isTainted) {
      // Terraform plans the creation with the private data of the first plan, and shows its errors alone.
      answer = await this.askForPlan(undefined, config, answer.plannedPrivate);
      const diagnostics: string[] = [];
      if (note(answer.diagnostics, diagnostics)) {
        said.push(...diagnostics);
        return 'failed';
      }
    }
    const planned = readObject(answer.plannedState, TYPE)!;
    checkPlan(planned, config, isReplaced ? undefined : prior?.state);
    if (!isReplaced && prior && same(prior.state, planned)) return undefined;
    return { label, prior, planned, private: answer.plannedPrivate, ...(isReplaced ? { order } : {}) };
  }

  private async planDeletion(label: string, prior: Held, said: string[]): Promise<PlannedChange | 'failed'> {
    const answer = await this.call('PlanResourceChange', {
      typeName: AUTH_METHOD_TYPE,
      priorState: writeObject(prior.state, TYPE),
      proposedNewState: writeObject(null, TYPE),
      config: writeObject(null, TYPE),
      priorPrivate: prior.private,
    });
    if (note(answer.diagnostics, said)) return 'failed';
    return { label, prior, planned: null, private: answer.plannedPrivate };
  }

  private askForPlan(prior: Held | undefined, config: ObjectValue, priorPrivate = prior?.private ?? NONE) {
    const computed = Object.entries(resourceSchema.attributes).filter(([, { computed: is }]) => is);
    const kept = Object.fromEntries(computed.map(([name]) => [name, prior?.state[name] ?? null]));
    return this.call('PlanResourceChange', {
      typeName: AUTH_METHOD_TYPE,
      priorState: writeObject(prior?.state ?? null, TYPE),
      proposedNewState: writeObject({ ...config, ...kept, client_secret_wo: null }, TYPE),
      config: writeObject(config, TYPE),
      priorPrivate,
    });
  }

  private async applyOne(
    change: PlannedChange,
    config: ObjectValue | undefined,
    said: string[],
  ): Promise<Applied> {
    const { prior, order } = change;
    if (!order || !prior) return this.applyHalf(change, config, said);
    const deletion = { ...change, planned: null };
    const creation = { ...change, prior: undefined };
    if (order === 'destroy first') {
      const deleted = await this.applyHalf(deletion, undefined, said);
      return deleted === 'as it was' ? deleted : this.applyHalf(creation, config, said, 'nothing');
    }
    const created = await this.applyHalf(creation, config, said);
    // Terraform restores the deposed object as the current one.
    if (created === 'as it was' || created === undefined || created === 'nothing') return 'as it was';
    const deleted = await this.applyHalf(deletion, undefined, said);
    return deleted === 'as it was' ? { current: created as Held, deposed: prior } : created;
  }

  private async applyHalf(
    { label, prior, planned, private: plannedPrivate }: PlannedChange,
    config: ObjectValue | undefined,
    said: string[],
    failure: 'as it was' | 'nothing' = 'as it was',
  ): Promise<Applied> {
    const gone = (error: unknown) => {
      said.push(`error: the provider is gone while ${label} is applied: ${String(error)}`);
    };
    if (planned && config) {
      // Terraform plans again and compares that plan with the first one. It has nothing of a first plan's
      // private data.
      const again = await this.askForPlan(prior, config).catch(gone);
      if (!again || note(again.diagnostics, said)) return failure;
      if (!same(planned, readObject(again.plannedState, TYPE)!))
        throw new BrokenRule('inconsistent final plan');
      plannedPrivate = again.plannedPrivate;
    }
    const answer = await this.call('ApplyResourceChange', {
      typeName: AUTH_METHOD_TYPE,
      priorState: writeObject(prior?.state ?? null, TYPE),
      plannedState: writeObject(planned, TYPE),
      config: writeObject(planned ? config! : null, TYPE),
      plannedPrivate,
    }).catch(gone);
    if (!answer) return failure;
    const failed = note(answer.diagnostics, said);
    const state = readObject(answer.newState, TYPE);
    if (failed) return planned === null || state === null ? failure : checkKept(state, prior, answer.private);
    if (planned === null) return undefined;
    if (!state) throw new BrokenRule('an apply that succeeded answers no state');
    checkApplied(state, planned);
    return { state, private: answer.private };
  }

  private async call<Name extends Method>(name: Name, request: RequestOf<Name>): Promise<ResponseOf<Name>> {
    const { client } = await (this.running ??= this.start());
    return client.call(name, request);
  }

  private async start() {
    const plugin = await startPlugin(this.file, this.environment);
    return { plugin, client: PluginClient.of(plugin) };
  }
}

/**
 * A deposed object is in the state under a label that the code does not have, so the next deploy deletes it.
 */
function keep(state: Map<string, Held>, label: string, after: Applied): void {
  if (after === 'as it was') return;
  if (after === undefined || after === 'nothing') state.delete(label);
  else if ('deposed' in after) {
    state.set(label, after.current);
    state.set(`${label} deposed ${state.size}`, after.deposed);
  } else state.set(label, after);
}

function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  let random = seed;
  return items
    .map((item) => {
      // The constants of a linear congruential generator (Numerical Recipes).
      random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
      return { item, random };
    })
    .sort((a, b) => a.random - b.random)
    .map(({ item }) => item);
}

function note(diagnostics: readonly messages.Diagnostic[], said: string[]): boolean {
  for (const { severity, summary, detail } of diagnostics)
    said.push(
      `${severity === messages.Diagnostic_Severity.ERROR ? 'error' : 'warning'}: ${summary}\n${detail}`,
    );
  return diagnostics.some(({ severity }) => severity === messages.Diagnostic_Severity.ERROR);
}

function text(value: unknown): string {
  return value === UNKNOWN ? 'unknown' : JSON.stringify(value ?? null);
}

function same(a: ObjectValue, b: ObjectValue): boolean {
  return Object.keys(emptyState()).every((name) => text(a[name]) === text(b[name]));
}

/** What is configured must be planned; another value may stand there only if it is the prior one. */
function checkPlan(planned: ObjectValue, config: ObjectValue, prior: ObjectValue | undefined): void {
  for (const [name, { computed, writeOnly }] of Object.entries(resourceSchema.attributes)) {
    const [is, wanted] = [text(planned[name]), text(config[name])];
    if (writeOnly ? is !== 'null' : !computed && is !== wanted && is !== text(prior?.[name]))
      throw new BrokenRule(`${name} is planned as ${is}, and configured as ${wanted}`);
  }
}

/** What was planned must come true. */
function checkApplied(state: ObjectValue, planned: ObjectValue): void {
  for (const name of Object.keys(resourceSchema.attributes)) {
    const [is, wanted] = [text(state[name]), text(planned[name])];
    if (is === 'unknown' || (wanted !== 'unknown' && is !== wanted))
      throw new BrokenRule(`${name} is ${is} after the apply, and was planned as ${wanted}`);
  }
}

/**
 * A create that failed with a state beside it would be tainted: destroyed and made anew by the next deploy.
 */
function checkKept(state: ObjectValue, prior: Held | undefined, kept: Uint8Array): Held {
  if (!prior) throw new BrokenRule('a create that failed leaves a state, which Terraform would taint');
  return { state, private: kept };
}
