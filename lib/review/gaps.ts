import { code, text } from '../text/parts';
import { isNotLookedUp } from './diagnostics';
import type { Method, PlanMode } from './method';
import type { Plan } from './plan';
import type { Sentences } from './notes';

interface Facts extends PlanMode {
  readonly plan: Plan;
  readonly methods: readonly Method[];
  /** Whether the errors and warnings of the plan are not at hand. */
  readonly lacksLog: boolean;
}

/** What was not compared. Each auth method shows of itself which it is. */
export const GAPS = {
  'no-auth-method': ({ methods }) =>
    methods.length === 0 && text`The plan has no auth method of this provider.`,
  'not-refreshed': ({ refreshed }) =>
    refreshed === 'no' &&
    text`The plan did not read Datadog (${code('-refresh=false')}), so it shows no drift.`,
  'perhaps-not-refreshed': ({ refreshed }) =>
    refreshed === 'not-known' &&
    text`The plan does not show whether it read Datadog, so drift may be missing.
      Give ${code('--refreshed')} or ${code('--no-refresh')}.`,
  errored: ({ plan }) => plan.errored && text`The plan ended with an error, so it omits what depends on it.`,
  incomplete: ({ plan, methods, refreshOnly }) =>
    !plan.errored &&
    (plan.complete === false ||
      (!refreshOnly && methods.some(({ isPlanned, action }) => !isPlanned && action === 'none'))) &&
    text`The plan omits a part of the code (${code('-target')}, or deferred changes).`,
  'drift-not-shown': ({ methods, refreshed }) =>
    refreshed !== 'no' &&
    methods.some(({ isDriftHidden }) => isDriftHidden) &&
    text`Terraform does not show drift in what it deletes or forgets.`,
  'name-not-looked-up': ({ methods }) =>
    methods.some(({ diagnostics }) => diagnostics.some(isNotLookedUp)) &&
    text`Datadog did not answer whether a name is free, so a deploy may be refused.`,
  'no-log': ({ methods, lacksLog }) =>
    lacksLog &&
    methods.some(({ drafts }) => drafts.some(takesName)) &&
    text`The plan's warnings are not at hand, so a name in use does not show.
      Give the lines of ${code('terraform plan -json')} with ${code('--plan-log')}.`,
} satisfies Sentences<Facts>;

function takesName({ method, changes }: Method['drafts'][number]): boolean {
  return method === 'POST' || changes.some(({ attribute }) => attribute === 'name');
}
