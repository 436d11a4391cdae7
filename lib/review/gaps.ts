import { code, joined, path, text, type Text } from '../text/parts';
import { isNotLookedUp } from './diagnostics';
import { isOurs, type Method, type PlanMode } from './method';
import type { Plan } from './plan';
import { sentencesOf, type Sentences } from './notes';
import type { Gap } from './review';

/** How many addresses a sentence names. Each auth method shows it as well. */
const NAMED = 5;

interface Facts extends PlanMode {
  readonly plan: Plan;
  readonly methods: readonly Method[];
  /** Whether the errors and warnings of the plan are not at hand. */
  readonly lacksLog: boolean;
}

/** What was not compared. */
const GAPS = {
  'no-auth-method': ({ methods, plan }) =>
    methods.length + plan.deferred.length === 0 && text`The plan has no auth method of this provider.`,
  'not-refreshed': ({ refreshed }) =>
    refreshed === 'no' &&
    text`The plan did not read Datadog (${code('-refresh=false')}), so it shows no drift.`,
  'perhaps-not-refreshed': ({ refreshed }) =>
    refreshed === 'not-known' &&
    text`The plan does not show whether it read Datadog, so drift may be missing.
      Give ${code('--refreshed')} or ${code('--no-refresh')}.`,
  errored: ({ plan }) => plan.errored && text`The plan ended with an error, so it omits what depends on it.`,
  incomplete: ({ plan }) =>
    plan.complete === false &&
    !plan.errored &&
    text`The plan omits a part of the code (${code('-target')}, or deferred changes).`,
  omitted: ({ methods, refreshOnly, plan }) =>
    !refreshOnly &&
    !plan.errored &&
    naming(
      methods.filter(({ isPlanned, action }) => !isPlanned && action === 'none'),
      (names) => text`The plan omits what the state has (${code('-target')}): ${names}.`,
    ),
  'drift-not-shown': ({ methods, refreshed }) =>
    refreshed !== 'no' &&
    naming(
      methods.filter(({ isDriftHidden }) => isDriftHidden),
      (names) => text`Terraform does not show drift in what it deletes or forgets: ${names}.`,
    ),
  'name-not-looked-up': ({ methods }) =>
    naming(
      methods.filter(({ diagnostics }) => diagnostics.some(isNotLookedUp)),
      (names) => text`Datadog did not answer whether a name is free, so a deploy may be refused: ${names}.`,
    ),
  'no-log': ({ methods, lacksLog }) =>
    lacksLog &&
    naming(
      methods.filter(({ drafts }) => drafts.some(takesName)),
      (names) =>
        text`The plan's warnings are not at hand, so a name in use does not show: ${names}.
          Give the lines of ${code('terraform plan -json')} with ${code('--plan-log')}.`,
    ),
} satisfies Sentences<Facts>;

export function gapsOf(facts: Facts): Gap[] {
  const deferred = facts.plan.deferred.filter(({ resource }) => isOurs(resource));
  const later = deferred.map(({ address, reason }) => ({
    kind: 'deferred',
    text: text`Terraform defers ${path(address)} to a later plan (${code(reason)}).`,
  }));
  return [...sentencesOf(GAPS, facts), ...later];
}

function takesName({ method, changes }: Method['drafts'][number]): boolean {
  return method === 'POST' || changes.some(({ attribute }) => attribute === 'name');
}

function naming(methods: readonly Method[], sentence: (names: Text) => Text): Text | false {
  const addresses = methods.slice(0, NAMED).map(({ address }) => path(address));
  const names = joined(addresses, ', ');
  const more = methods.length - NAMED;
  return methods.length > 0 && sentence(more > 0 ? text`${names} and ${more} more` : names);
}
