import { AUTH_METHOD_TYPE, type AttributeName, type ComparedName } from '../../attributes';
import type { DatadogError } from '../../client/errors';
import type { Diagnostic } from '../../plugin/provider';
import type { AuthMethod } from '../../wire/answer';
import type { Role } from '../ledger';
import { subject } from './shared';

/** The auth methods of a name, or why they could not be listed. */
export type NameLookup = { readonly found: readonly AuthMethod[] } | { readonly problem: DatadogError };

/** What is known of the auth method that has the name of a failed creation. */
export interface NameHolder {
  /** Whether it existed before the creation; undefined: not known. */
  readonly isOlder: boolean | undefined;
  readonly role: Role;
  /** The attributes whose values are not those that were to be created. */
  readonly differing: readonly ComparedName[];
}

const AT_NAME = { path: ['name' satisfies AttributeName] };

const RUN_AGAIN =
  'Run it again. Nothing is made twice, since a name in use is refused. ' +
  'If it was created after all, the answer then says how to import it.';

/** A creation that may have made nothing, or met a name in use. */
export function creationFailed(
  name: string,
  error: DatadogError,
  { lookup, holder }: { lookup: NameLookup; holder?: NameHolder },
): Diagnostic {
  const known = error.ambiguous ? afterLostAnswer(lookup, holder) : afterConflict(lookup, holder);
  return {
    severity: 'error',
    summary: `Could not create ${subject(name)}`,
    detail: `${error.message}\n\n${known}`,
    ...AT_NAME,
  };
}

function afterLostAnswer(lookup: NameLookup, holder: NameHolder | undefined): string {
  if ('problem' in lookup)
    return (
      'Whether Datadog created it is unknown. The auth methods of this name could not be listed: ' +
      `${lookup.problem.message}\n\n${RUN_AGAIN}`
    );
  const [one, ...others] = lookup.found;
  if (!one || !holder)
    return `The list showed no auth method of this name three times, so most likely nothing was created.\n\n${RUN_AGAIN}`;
  if (others.length > 0) return several(lookup.found);
  return `An auth method of this name exists, ${one.id}. ${provenance(holder)}\n\n${waysOut(one.id, holder.role)}`;
}

function provenance({ isOlder, differing }: NameHolder): string {
  if (isOlder) return 'It existed before, so nothing was created.';
  if (differing.length > 0)
    return `It is not the one to be created: it has other values of ${differing.join(', ')}.`;
  if (isOlder === undefined)
    return 'It may be older: the auth methods that existed before could not be listed.';
  return 'Another resource of this apply has it.';
}

function afterConflict(lookup: NameLookup, holder: NameHolder | undefined): string {
  if ('problem' in lookup)
    return (
      'An auth method of this name exists already, and names must be unique. ' +
      `Its id could not be looked up: ${lookup.problem.message}\n\n${waysOut('ID', 'unknown')}`
    );
  const [one, ...others] = lookup.found;
  if (!one || !holder)
    return (
      'An auth method of this name exists already, and names must be unique. ' +
      'The list does not show it: it may be of another protocol.\n\nChoose another name.'
    );
  if (others.length > 0) return several(lookup.found);
  return `An auth method of this name exists already, ${one.id}, and names must be unique.\n\n${waysOut(one.id, holder.role)}`;
}

function several(found: readonly AuthMethod[]): string {
  const ids = found.map(({ id }) => `  ${id}`).join('\n');
  return `${found.length} auth methods have this name:\n${ids}\n\nImport one of them by its id, or choose another name.`;
}

function waysOut(id: string, role: Role): string {
  if (role === 'kept' || role === 'given')
    return 'Another resource of this configuration has it. Choose another name for one of the two.';
  if (role !== 'unknown') return 'This apply deletes or renames it. Run it again.';
  return `Do what fits:
  its label or construct id was renamed: keep it with a moved block (in TypeScript: moveFromId)
  this configuration deletes or renames it: run it again
  create_before_destroy replaces it: remove create_before_destroy, or change the name as well
  nobody manages it: import it in TypeScript with importFrom('${id}'),
    on the command line with terraform import ${AUTH_METHOD_TYPE}.LABEL ${id},
    or let the deploy take it over with adopt_existing = true (in TypeScript: adoptExisting)
  somebody else manages it: choose another name`;
}

/** An answer to a POST was lost, and the auth method that it created was found. */
export function recovered(name: string | null, id: string, error: DatadogError): Diagnostic {
  return {
    severity: 'warning',
    summary: `The answer to the creation of ${subject(name)} was lost, and its id found`,
    detail:
      `${error.message}\n\n` +
      `One auth method of this name appeared since, and it has exactly the values that were sent: ${id}. ` +
      'It is taken as the one just created, and its client secret was sent again to be certain.',
  };
}

/** The PATCH failed that was to make the secret of a found auth method certain. */
export function secretUncertain(name: string | null, failure: DatadogError): Diagnostic {
  return {
    severity: 'warning',
    summary: `The client secret of ${subject(name)} is not certain`,
    detail:
      `${failure.message}\n\n` +
      'If somebody else created the auth method at the same moment, it has another client secret. ' +
      'The next plan offers to send the one given: deploy it.',
    path: ['client_secret_wo' satisfies AttributeName],
  };
}

export function adopted(name: string | null, id: string): Diagnostic {
  return {
    severity: 'warning',
    summary: `Adopted: ${subject(name)} existed already`,
    detail: `Its id is ${id}. A PATCH made it what is declared: it carried what differed and the client secret.`,
    ...AT_NAME,
  };
}
