import { quoted } from '../../text/quoted';
import type { DatadogError } from '../../client/errors';
import { columnName } from '../../drift/display';
import type { Diagnostic } from '../../plugin/provider';
import { errorAt, KEYED_BY_NAME, subject, valuesDiagnostic, warning, type Judged } from './shared';

const WHEN_STALE = [
  ['deployed', 'when planned'],
  ['live', columnName('live')],
  ['wanted', columnName('wanted')],
] as const;

/**
 * Somebody changed, after the plan read it, what the plan is about to change.
 *
 * @param judged the attributes in conflict, whose deployed values are those that the plan was made from
 */
export function stalePlan(name: string | null, judged: Judged): Diagnostic {
  return valuesDiagnostic('error', `The plan for ${subject(name)} is stale`, judged, WHEN_STALE, [
    'Since the values were last read, somebody changed in Datadog what the plan is about to change:',
    'Nothing was sent. Plan again with a refresh (without -refresh=false), ' +
      'and decide with both values in view.',
  ]);
}

/**
 * The new name is in use, and this apply did not free it in time.
 *
 * @param holder the id of the auth method that has it, if the list shows one
 */
export function renameRefused(
  failure: DatadogError,
  name: string,
  to: string,
  holder: string | undefined,
): Diagnostic {
  const by =
    holder === undefined ? 'an auth method whose id could not be found' : `the auth method ${holder}`;
  return errorAt('name', `Could not rename ${subject(name)}`, [
    failure.message,
    `The name ${quoted(to)} is in use by ${by}, and names must be unique. ` +
      'If this configuration deletes or renames that one, run it again. ' +
      `To swap two names, give one a temporary name first. Otherwise choose another name. ${KEYED_BY_NAME}`,
  ]);
}

/** The answer to a PATCH was lost, and Datadog shows what it sent. */
export function confirmed(name: string | null, failure: DatadogError): Diagnostic {
  return warning(`The answer to the update of ${subject(name)} was lost, but the update took effect`, [
    failure.message,
    'Since then, Datadog shows the values that were sent.',
  ]);
}
