import type { ComparedName } from '../../attributes';
import type { DatadogError } from '../../client/errors';
import type { Diagnostic } from '../../plugin/provider';
import type { AuthMethod } from '../../wire/answer';
import type { Fate } from '../walk';
import { error, importLines, KEYED_BY_NAME, subject, warning } from './shared';

/** The auth methods of a name, or why they could not be listed. */
export type NameLookup = { readonly found: readonly AuthMethod[] } | { readonly problem: DatadogError };

/** What is known about the auth method that has the name of a failed creation. */
export interface NameHolder {
  /** Whether it existed before the creation; undefined: not known. */
  readonly isOlder: boolean | undefined;
  readonly fate: Fate;
  /** The attributes whose values differ from the planned ones. */
  readonly differing: readonly ComparedName[];
}

const RUN_AGAIN =
  'Run it again. That cannot create a second one, because Datadog refuses a name in use. ' +
  'If the first one exists after all, the message then shows how to import it.';

/** A creation that may have created nothing, or whose name is in use. */
export function creationFailed(
  name: string,
  failure: DatadogError,
  { lookup, holder }: { lookup: NameLookup; holder?: NameHolder },
): Diagnostic {
  const known = failure.unanswered
    ? afterLostAnswer(name, lookup, holder)
    : afterConflict(name, lookup, holder);
  return error(`Could not create ${subject(name)}`, [failure.message, known], 'name');
}

function afterLostAnswer(name: string, lookup: NameLookup, holder: NameHolder | undefined): string {
  if ('problem' in lookup)
    return (
      'Whether Datadog created it is unknown. The auth methods of this name could not be listed: ' +
      `${lookup.problem.message}\n\n${RUN_AGAIN}`
    );
  const [one, ...others] = lookup.found;
  if (!one || !holder)
    return (
      'The list showed no auth method of this name three times, so most likely nothing was created.' +
      `\n\n${RUN_AGAIN}`
    );
  if (others.length > 0) return several(lookup.found);
  return (
    `An auth method of this name exists, ${one.id}. ${provenance(holder)}` +
    `\n\n${waysOut(name, one.id, holder.fate)}`
  );
}

function provenance({ isOlder, differing }: NameHolder): string {
  if (isOlder) return 'It existed before, so nothing was created.';
  if (differing.length > 0) return `It is a different one: it has other values of ${differing.join(', ')}.`;
  if (isOlder === undefined)
    return 'It may be older: the auth methods that existed before could not be listed.';
  return 'Another resource of this apply has it.';
}

function afterConflict(name: string, lookup: NameLookup, holder: NameHolder | undefined): string {
  if ('problem' in lookup)
    return (
      'An auth method of this name exists already, and names must be unique. ' +
      `Its id could not be looked up: ${lookup.problem.message}\n\n${waysOut(name, 'ID', 'unknown')}`
    );
  const [one, ...others] = lookup.found;
  if (!one || !holder)
    return (
      'An auth method of this name exists already, and names must be unique. ' +
      'The list does not show it: it may be of another protocol.\n\nChoose another name.'
    );
  if (others.length > 0) return several(lookup.found);
  return (
    `An auth method of this name exists already, ${one.id}, and names must be unique.` +
    `\n\n${waysOut(name, one.id, holder.fate)}`
  );
}

function several(found: readonly AuthMethod[]): string {
  const ids = found.map(({ id }) => `  ${id}`).join('\n');
  return (
    `${found.length} auth methods have this name:\n${ids}\n\n` +
    'Import one of them by its id, or choose another name.'
  );
}

function waysOut(name: string, id: string, fate: Fate): string {
  if (fate === 'kept')
    return 'Another resource of this configuration has it. Choose another name for one of the two.';
  if (fate !== 'unknown') return `This apply deletes or renames it. Run it again. ${KEYED_BY_NAME}`;
  return `Do what fits:
  its label or construct id was renamed: keep it with a moved block (in TypeScript: moveFromId)
  this configuration deletes or renames it: run it again
  create_before_destroy replaces it: remove create_before_destroy, or change the name as well
  somebody else manages it: choose another name
  nobody manages it: import it

${importLines(name, id)}`;
}

/** The answer to a POST was lost, and the auth method that it created was found. */
export function recovered(name: string | null, id: string, failure: DatadogError): Diagnostic {
  return warning(`The answer to the creation of ${subject(name)} was lost, but its id was found`, [
    failure.message,
    `Since then, one auth method with this name and exactly the values that were sent appeared: ${id}. ` +
      'This resource now manages it, and its client secret was sent again to be certain.',
  ]);
}
