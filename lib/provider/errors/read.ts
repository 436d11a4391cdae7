import { columnName } from '../../drift/display';
import { recordAgreement, recreate, waysOut } from '../../drift/ways-out';
import { WAYS_OUT } from '../../drift/words';
import type { Diagnostic } from '../../plugin/provider';
import type { DriftMode } from '../../settings';
import { diagnostic, subject, valuesDiagnostic, type Judged } from './shared';

const COLUMNS = (['deployed', 'live'] as const).map((column) => [column, columnName(column)] as const);

/** What somebody changed since the last deploy; nothing if the provider ignores drift. */
export function drifted(mode: DriftMode, name: string | null, judged: Judged): Diagnostic[] {
  if (mode === 'ignore' || judged.size === 0) return [];
  const summary = `Drift: ${subject(name)} was changed in Datadog`;
  return [
    valuesDiagnostic(severityOf(mode), summary, judged, COLUMNS, [
      'Since the last deploy, somebody changed outside Terraform:',
      mode === 'error' ? STOPPED : choices(judged).join('\n'),
    ]),
  ];
}

/** What a person can do, in the words of the review. */
function choices(judged: Judged): string[] {
  const ways = waysOut([...judged].map(([attribute, shown]) => ({ attribute, ...shown })));
  return [
    ...ways.map(({ choice, text }) => `${WAYS_OUT[choice]}: ${String(text)}`),
    `If the code has Datadog's value already: ${String(recordAgreement([...judged.keys()]))}`,
  ];
}

const STOPPED =
  'The provider stops at drift (on_drift = "error"). ' +
  'Plan with on_drift = "warn" to see what a deploy would send. ' +
  'Then write the value that you want in the code, or undo the change in Datadog.';

/** A deletion whose answer was lost, and that no read could confirm, looks like this too. */
const STOPPED_AT_DELETION =
  'The provider stops at drift (on_drift = "error"). ' +
  'Deploy once with on_drift = "warn": it creates the auth method again, ' +
  'or forgets it if the code no longer declares it.';

export function deletedOutside(mode: DriftMode, name: string | null, id: string): Diagnostic[] {
  if (mode === 'ignore') return [];
  return [
    diagnostic(severityOf(mode), `Drift: ${subject(name, id)} was deleted in Datadog`, [
      `Datadog has no auth method ${id} any more.`,
      mode === 'error' ? STOPPED_AT_DELETION : String(recreate()),
    ]),
  ];
}

function severityOf(mode: DriftMode): Diagnostic['severity'] {
  return mode === 'error' ? 'error' : 'warning';
}
