import { isOurs, type Made, type Method } from './methods';
import type { Plan } from './plan';

/** How many addresses a sentence names; the methods themselves say it one by one. */
const NAMED = 5;

/** What was not compared, a sentence each. */
export function notCompared(plan: Plan, methods: readonly Method[], made: Made): string[] {
  const left = methods.filter(({ steps, action }) => steps.length === 0 && action === 'none');
  const untold = methods.filter(({ driftUntold }) => driftUntold);
  const deferred = plan.deferred.filter(({ resource }) => isOurs(resource));
  return [
    ...(methods.length + deferred.length === 0
      ? ['There is no auth method of this provider in the plan: nothing was compared.']
      : []),
    ...(made.refreshed === 'no'
      ? [
          'Datadog was not asked for its values (-refresh=false): what somebody changed there since the last deploy is not known.',
        ]
      : []),
    ...(made.refreshed === 'not-known'
      ? [
          'The plan does not tell whether Datadog was asked for its values: if it was made with -refresh=false, drift is not seen. Give --refreshed or --no-refresh to say which.',
        ]
      : []),
    ...(plan.complete === false
      ? [
          'Terraform says that the plan is not complete: a part of the code was left out of it (-target, or changes that have to wait).',
        ]
      : []),
    ...(!made.refreshOnly && left.length > 0
      ? [`The plan says nothing of what the state has (-target): ${listed(left)}.`]
      : []),
    ...(made.refreshed !== 'no' && untold.length > 0
      ? [
          `Terraform does not tell what somebody changed in Datadog in what it deletes or forgets: ${listed(untold)}.`,
        ]
      : []),
    ...deferred.map(
      ({ address, reason }) =>
        `Terraform puts ${address} off to a later plan (${reason}): nothing of it was compared.`,
    ),
  ];
}

function listed(methods: readonly Method[]): string {
  const names = methods.slice(0, NAMED).map(({ address }) => address);
  const more = methods.length - names.length;
  return names.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
