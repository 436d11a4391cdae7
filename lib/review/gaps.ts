import { code, joined, path, present, sentences, text, type Text } from '../text/parts';
import { isOurs, type Made, type Method } from './methods';
import type { Plan } from './plan';

/** How many addresses a sentence names. Each auth method shows it as well. */
const NAMED = 5;

/** What was not compared. */
export function gapsOf(plan: Plan, methods: readonly Method[], made: Made): Text[] {
  const omitted = methods.filter(({ isPlanned, action }) => !isPlanned && action === 'none');
  const hidden = methods.filter(({ isDriftHidden }) => isDriftHidden);
  const deferred = plan.deferred.filter(({ resource }) => isOurs(resource));
  const { refreshed, refreshOnly } = made;
  const gaps = present(
    methods.length + deferred.length === 0 && text`The plan has no auth method of this provider.`,
    refreshed === 'no' &&
      text`The plan did not read Datadog (${code('-refresh=false')}), so it shows no drift.`,
    refreshed === 'not-known' &&
      sentences(
        text`The plan does not show whether it read Datadog, so drift may be missing.`,
        text`Give ${code('--refreshed')} or ${code('--no-refresh')}.`,
      ),
    plan.complete === false &&
      text`The plan omits a part of the code (${code('-target')}, or deferred changes).`,
    !refreshOnly &&
      omitted.length > 0 &&
      text`The plan omits what the state has (${code('-target')}): ${named(omitted)}.`,
    refreshed !== 'no' &&
      hidden.length > 0 &&
      text`Terraform does not show drift in what it deletes or forgets: ${named(hidden)}.`,
  );
  const later = deferred.map(
    ({ address, reason }) => text`Terraform defers ${path(address)} to a later plan (${code(reason)}).`,
  );
  return [...gaps, ...later];
}

function named(methods: readonly Method[]): Text {
  const addresses = methods.slice(0, NAMED).map(({ address }) => path(address));
  const names = joined(addresses, ', ');
  const more = methods.length - NAMED;
  return more > 0 ? text`${names} and ${more} more` : names;
}
