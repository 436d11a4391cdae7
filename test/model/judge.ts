import { COMPARED, SECRET, type ComparedName } from '../../lib/attributes';
import { sameValue } from '../../lib/change/change';
import type { Emulator, ReceivedRequest } from '../../lib/emulator';
import { differences, decode, textOf } from '../../lib/provider/model';
import type { AuthMethod } from '../../lib/wire/answer';
import { COLLECTION_PATH } from '../../lib/wire/routes';
import { repeatedCreations } from '../reliability/judge';
import type { Held, Outcome, Plan, Said } from './little-terraform';
import type { Disturbance } from './disturbance';

type Live = ReadonlyMap<string, AuthMethod['attributes']>;
type State = ReadonlyMap<string, Held>;

/** Knows what must never happen, whatever broke. Each method throws when it did. */
export class Judge {
  private stateBefore: State = new Map();
  /** What our own PATCHes without an answer sent, by id: nobody else's change. */
  private readonly unanswered = new Map<string, Readonly<Record<string, unknown>>>();
  /** Those of {@link unanswered} whose deploy did not live to record anything. */
  private readonly unrecorded = new Set<string>();
  private live: Live = new Map();
  /**
   * Made by us, and told or lost, but not in the state: the person was told, or Terraform never lived to
   * tell.
   */
  private readonly orphans = new Set<string>();
  /** Made by others. */
  private readonly foreign = new Set<string>();

  constructor(private readonly emulator: Emulator) {}

  /** Somebody else made this one: it is none of ours until it is imported. */
  belongsToOthers(id: string): void {
    this.foreign.add(id);
  }

  /** Somebody imports it: it is ours now. */
  isImported(id: string): void {
    this.foreign.delete(id);
    this.orphans.delete(id);
  }

  planBegins(state: State): void {
    this.stateBefore = state;
    this.live = this.look();
  }

  /** A plan only reads, and it tells every edit that was made since the last one. */
  planned(plan: Plan): void {
    const writes = this.emulator.requests.filter(({ method }) => method !== 'GET');
    if (writes.length > 0) throw new Error(`a plan wrote: ${writes.map(shown).join('; ')}`);
    if (plan.failed) return;
    this.noFalseAlarm(plan);
    for (const [label, held] of this.stateBefore) {
      const before = decode(held.state).values;
      const live = this.live.get(idIn(held));
      // After an import there is no before.
      if (before.name === null) continue;
      const drift = told(plan.said, `Drift: auth method "${before.name}"`);
      const own = this.unanswered.get(idIn(held));
      const edited = live ? differences(before, live).filter((name) => own?.[name] !== live[name]) : [];
      const ownValues = Object.keys(this.unrecorded.has(idIn(held)) ? {} : (own ?? {}));
      const blamed = ownValues.filter(
        (name) => own?.[name] === live?.[name as ComparedName] && drift?.includes(`  ${name}: `),
      );
      if (live && blamed.length > 0)
        throw new Error(`what a deploy sent to ${label} is called somebody else's: ${blamed.join(', ')}`);
      if (live ? edited.some((name) => !drift?.includes(`  ${name}: `)) : !drift?.includes('was deleted'))
        throw new Error(`nobody was told what happened to ${label}: ${edited.join(', ') || 'deleted'}`);
    }
  }

  /** What the plan replaces does not have its own name in use. */
  private noFalseAlarm({ changes, said }: Plan): void {
    for (const { prior, planned, order } of changes) {
      const name = planned && textOf(planned, 'name');
      if (!order || !prior || !name || this.live.get(idIn(prior))?.name !== name) continue;
      const alarm = said.find((text) => text.includes(`"${name}"`) && / is in use|exists already/.test(text));
      if (alarm) throw new Error(`what is replaced is announced as a stranger: ${alarm}`);
    }
  }

  applyBegins(): void {
    this.live = this.look();
    this.emulator.clearRequests();
  }

  applied(plan: Plan, outcome: Outcome, state: State, disturbance: Disturbance): void {
    const requests = this.emulator.requests;
    // What a deploy read is in the state, unless Terraform did not live to write it.
    const isRecorded = !disturbance.lost?.size && !disturbance.killAt;
    if (isRecorded) {
      this.unanswered.clear();
      this.unrecorded.clear();
    }
    for (const request of requests.filter(({ method }) => method === 'PATCH')) {
      const id = idOf(request);
      if (isUnanswered(request)) this.unanswered.set(id, attributesOf(request));
      // A refusal says nothing about an earlier attempt.
      else if (request.status < 400 && !request.fault) this.unanswered.delete(id);
      if (!isRecorded) this.unrecorded.add(id);
    }
    this.nothingClaimedOfDatadog(outcome);
    for (const repeated of repeatedCreations(requests)) throw new Error(repeated);
    const patched = new Set<string>();
    for (const request of requests.filter(({ method }) => method === 'PATCH')) {
      const id = idOf(request);
      const [attribute, ...others] = Object.keys(attributesOf(request));
      // After a lost answer the secret is sent once more, alone.
      const isSecretAgain = patched.has(id) && attribute === SECRET && others.length === 0;
      if (!isSecretAgain) this.onlyWhatChanged(plan, request);
      patched.add(id);
    }
    for (const request of requests.filter(({ method }) => method === 'DELETE'))
      this.onlyWhatIsGone(plan, request);
    this.nothingForgotten(outcome, state, disturbance);
    this.nothingTwice(state, requests, disturbance);
    if (!disturbance.killAt) this.nothingUntrue(plan, state, requests, disturbance);
  }

  /** At the end Datadog holds what is in the state, what others made, and what nobody could tell of. */
  settled(state: State): void {
    const ours = new Set([...state.values()].map((held) => textOf(held.state, 'id')));
    const strangers = [...this.look()].filter(
      ([id]) => !ours.has(id) && !this.foreign.has(id) && !this.orphans.has(id),
    );
    if (strangers.length > 0)
      throw new Error(`forgotten in Datadog: ${strangers.map(([, { name }]) => name).join(', ')}`);
  }

  private look(): Live {
    return new Map(this.emulator.methods().map(({ id, attributes }) => [id, attributes]));
  }

  /** A PATCH carries what the plan changes, and no one's later edit is undone by it. */
  private onlyWhatChanged(plan: Plan, request: ReceivedRequest): void {
    const id = idOf(request);
    if (this.foreign.has(id)) throw new Error(`another one's auth method was changed: ${shown(request)}`);
    const sent = Object.keys(attributesOf(request));
    const change = plan.changes.find(({ prior }) => prior && textOf(prior.state, 'id') === id);
    const before = change?.prior && decode(change.prior.state).values;
    const wanted = change?.planned && decode(change.planned).values;
    const live = this.live.get(id);
    for (const name of sent.filter((candidate): candidate is ComparedName => candidate !== SECRET)) {
      if (!before || !wanted || sameValue(name, before[name], wanted[name]))
        throw new Error(`${name} was sent and had not changed: ${shown(request)}`);
      if (live && !sameValue(name, live[name], before[name]) && !sameValue(name, live[name], wanted[name]))
        throw new Error(`an edit of ${name} after the plan was undone unseen: ${shown(request)}`);
    }
    if (before && wanted) {
      const missing = COMPARED.filter(
        (name) => !sameValue(name, before[name], wanted[name]) && !sent.includes(name),
      );
      if (missing.length > 0)
        throw new Error(`${missing.join(', ')} changed and was not sent: ${shown(request)}`);
    }
  }

  /** After an update the state has what was or is there, and counts a client secret that was sent. */
  private nothingUntrue(
    plan: Plan,
    state: State,
    requests: readonly ReceivedRequest[],
    { lost }: Disturbance,
  ): void {
    const live = this.look();
    for (const { label, prior, planned, order } of plan.changes) {
      const after = state.get(label);
      const there = after && live.get(idIn(after));
      if (!prior || !planned || order || !there || lost?.has(label)) continue;
      const [before, now] = [decode(prior.state).values, decode(after.state).values];
      const untrue = COMPARED.filter(
        (name) => !sameValue(name, now[name], before[name]) && !sameValue(name, now[name], there[name]),
      );
      if (untrue.length > 0)
        throw new Error(`${label} has ${untrue.join(', ')} in the state and not in Datadog`);
      const isSent = requests.some(
        (request) =>
          request.method === 'PATCH' &&
          request.status < 400 &&
          !request.fault &&
          idOf(request) === idIn(after) &&
          SECRET in attributesOf(request),
      );
      const [counted, sent] = [prior, after].map((held) => Number(held.state.client_secret_revision));
      if (isSent && counted === sent)
        throw new Error(`the client secret of ${label} was sent and not counted`);
    }
  }

  private onlyWhatIsGone(plan: Plan, request: ReceivedRequest): void {
    const id = idOf(request);
    const planned = plan.changes.some(
      (change) =>
        (change.planned === null || change.order !== undefined) && textOf(change.prior!.state, 'id') === id,
    );
    if (!planned) throw new Error(`nobody planned this: ${shown(request)}`);
  }

  /** No two resources share an auth method, and none has one that this apply deleted. */
  private nothingTwice(state: State, requests: readonly ReceivedRequest[], disturbance: Disturbance): void {
    const live = this.look();
    // Whoever is told that a deletion failed keeps the auth method in the state until the next plan.
    const doubtful = new Set(
      requests.filter(({ method, fault }) => method === 'DELETE' && fault).map((request) => idOf(request)),
    );
    const owners = new Map<string, string>();
    for (const [label, held] of state) {
      const id = idIn(held);
      const other = owners.get(id);
      if (other) throw new Error(`${other} and ${label} are both ${id}`);
      owners.set(id, label);
      if (this.foreign.has(id)) throw new Error(`${label} took what others made: ${id}`);
      const isDead = this.live.has(id) && !live.has(id) && !doubtful.has(id);
      if (isDead && !disturbance.lost?.has(label) && !disturbance.killAt)
        throw new Error(`${label} is in the state with an auth method that this apply deleted: ${id}`);
    }
  }

  /** The emulator stores what it is sent, so every other claim is about an edit of somebody else. */
  private nothingClaimedOfDatadog({ said }: Outcome): void {
    const claim = told(said, 'differently than sent');
    if (claim) throw new Error(`an edit after the plan is called Datadog's doing: ${claim}`);
  }

  /**
   * What was made in this apply is in the state, or somebody was told, or Terraform did not live to be told.
   */
  private nothingForgotten(outcome: Outcome, state: State, disturbance: Disturbance): void {
    const ids = new Set([...state.values()].map((held) => textOf(held.state, 'id')));
    const unheard = Boolean(disturbance.lost?.size || disturbance.killAt);
    for (const [id, { name }] of this.look()) {
      if (this.live.has(id) || ids.has(id) || this.foreign.has(id)) continue;
      if (!unheard && !told(outcome.said, `auth method "${name}"`)?.includes('import'))
        throw new Error(
          `"${name}" was made, is not in the state, and nobody was told:\n${outcome.said.join('\n')}`,
        );
      this.orphans.add(id);
    }
  }
}

function told(said: Said, summary: string): string | undefined {
  return said.find((text) => text.includes(summary));
}

/** Whether it may have taken effect all the same. */
function isUnanswered({ fault }: ReceivedRequest): boolean {
  return fault !== undefined && !/^4\d\d$/.test(fault);
}

function idIn({ state }: Held): string {
  return textOf(state, 'id') as string;
}

function attributesOf({ body }: ReceivedRequest): Record<string, unknown> {
  return (body as { data: { attributes: Record<string, unknown> } }).data.attributes;
}

function idOf({ path }: ReceivedRequest): string {
  return path.slice(COLLECTION_PATH.length + 1);
}

function shown({ method, path, body, fault }: ReceivedRequest): string {
  return `${method} ${path} ${JSON.stringify(body ?? null)}${fault ? ` (${fault})` : ''}`;
}
