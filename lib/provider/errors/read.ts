import { columnName } from '../../drift/display';
import { recordAgreement, recreate, waysOut } from '../../drift/ways-out';
import { WAYS_OUT } from '../../drift/words';
import type { Diagnostic } from '../../plugin/provider';
import type { DriftMode } from '../../settings';
import { quoted } from '../../text/quoted';
import { isReview } from '../configure';
import { diagnostic, error, subject, valuesDiagnostic, warning, type Judged } from './shared';

const COLUMNS = (['deployed', 'live'] as const).map((column) => [column, columnName(column)] as const);

/** What somebody changed since the last deploy; nothing if the provider ignores drift. */
export function drifted(mode: DriftMode, name: string | null, judged: Judged): Diagnostic[] {
  if (mode === 'ignore' || judged.size === 0) return [];
  const summary = `${drift(mode)}: ${subject(name)} was changed in Datadog`;
  // A review shows the values itself, and knows which are sensitive.
  if (isReview()) return [warning(summary, [STOPPED])];
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
  'The provider stops at drift (on_drift = "error"), whatever the code says. ' +
  'Deploy once with on_drift = "warn". Its plan shows what you can do, and what the deploy sends.';

export function deletedOutside(mode: DriftMode, name: string | null, id: string): Diagnostic[] {
  if (mode === 'ignore') return [];
  return [
    diagnostic(severityOf(mode), `${drift(mode)}: ${subject(name, id)} was deleted in Datadog`, [
      `Datadog has no auth method ${id} any more. ` +
        'Check that the keys belong to the right organisation and site.',
      mode === 'error' ? STOPPED : String(recreate()),
    ]),
  ];
}

/**
 * The state has an auth method of another site: here it would count as deleted.
 *
 * @param what such as `auth method "payments"`
 */
export function storedOnOtherSite(what: string, site: string, own: string): Diagnostic {
  return error(`The state's ${what} belongs to the site ${quoted(site)}`, [
    `Its identity in the state names the site ${quoted(site)}, ` +
      `and this provider is configured for ${quoted(own)}.`,
    `Configure the provider for ${quoted(site)}. To create the auth method on ${quoted(own)} instead, ` +
      'first let Terraform forget this one, with terraform state rm or a removed block with destroy = false.',
  ]);
}

/** The review knows this summary: an error, or the warning of one while it plans. */
function drift(mode: DriftMode): string {
  return mode === 'error' ? 'Drift stops the deploy' : 'Drift';
}

/** A review has to go on, to report what it found. */
function severityOf(mode: DriftMode): Diagnostic['severity'] {
  return mode === 'error' && !isReview() ? 'error' : 'warning';
}
