import { code, joined, path, text, type Text } from '../text/parts';
import { isNotLookedUp } from './diagnostics';
import { isOurs, type Method, type PlanMode } from './method';
import type { Plan } from './plan';
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
  omitted: ({ methods, refreshOnly, plan }) => {
    const omitted = methods.filter(({ isPlanned, action }) => !isPlanned && action === 'none');
    const isShort = !refreshOnly && !plan.errored && omitted.length > 0;
    return isShort && text`The plan omits what the state has (${code('-target')}): ${named(omitted)}.`;
  },
  'drift-not-shown': ({ methods, refreshed }) => {
    const hidden = methods.filter(({ isDriftHidden }) => isDriftHidden);
    const isLost = refreshed !== 'no' && hidden.length > 0;
    return isLost && text`Terraform does not show drift in what it deletes or forgets: ${named(hidden)}.`;
  },
  'name-not-looked-up': ({ methods }) => {
    const blind = methods.filter(({ diagnostics }) => diagnostics.some(isNotLookedUp));
    return (
      blind.length > 0 &&
      text`Datadog did not answer whether a name is free, so a deploy may be refused: ${named(blind)}.`
    );
  },
  'no-log': ({ methods, lacksLog }) => {
    const creations = methods.filter(({ drafts }) => drafts.some(({ method }) => method === 'POST'));
    const isBlind = lacksLog && creations.length > 0;
    return (
      isBlind &&
      text`The plan's warnings are not at hand, so a name in use does not show: ${named(creations)}.
        Give the lines of ${code('terraform plan -json')} with ${code('--plan-log')}.`
    );
  },
} satisfies Readonly<Record<string, (facts: Facts) => Text | false>>;

export function gapsOf(facts: Facts): Gap[] {
  const gaps = Object.entries(GAPS).flatMap(([kind, rule]): Gap[] => {
    const said = rule(facts);
    return said ? [{ kind, text: said }] : [];
  });
  const deferred = facts.plan.deferred.filter(({ resource }) => isOurs(resource));
  const later = deferred.map(({ address, reason }) => ({
    kind: 'deferred',
    text: text`Terraform defers ${path(address)} to a later plan (${code(reason)}).`,
  }));
  return [...gaps, ...later];
}

function named(methods: readonly Method[]): Text {
  const addresses = methods.slice(0, NAMED).map(({ address }) => path(address));
  const names = joined(addresses, ', ');
  const more = methods.length - NAMED;
  return more > 0 ? text`${names} and ${more} more` : names;
}
