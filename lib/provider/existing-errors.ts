import { AUTH_METHOD_TYPE, type AttributeName, type SentName } from '../attributes';
import type { HeldValues } from '../change/change';
import type { DatadogError } from '../client/errors';
import type { Diagnostic } from '../plugin/provider';
import type { AuthMethod } from '../wire/answer';
import { subject } from './errors';
import { differences } from './state';

/** What a look for the auth methods of a name brought. */
export type Looked = { readonly found: readonly AuthMethod[] } | { readonly problem: DatadogError };

const RUN_AGAIN =
  'Run it again: nothing is made twice, since a name in use is answered 409. Should it have been created after all, that answer tells how to import it.';

const AT_NAME = { path: ['name' satisfies AttributeName] };

/** A creation that is not known to have made anything, or met a name in use; told with what is there. */
export function notCreated(
  name: string,
  desired: HeldValues,
  error: DatadogError,
  looked: Looked,
): Diagnostic {
  const known = error.ambiguous ? afterDoubt(desired, looked) : afterConflict(looked);
  return {
    severity: 'error',
    summary: `Could not create ${subject(name)}`,
    detail: `${error.message}\n\n${known}`,
    ...AT_NAME,
  };
}

function afterDoubt(desired: HeldValues, looked: Looked): string {
  if ('problem' in looked)
    return `Whether Datadog created it is unknown, and it could not be looked up: ${looked.problem.message}\n\n${RUN_AGAIN}`;
  const [one, ...others] = looked.found;
  if (!one)
    return (
      'Several looks at the list showed no auth method of this name, so most likely nothing was created.\n\n' +
      RUN_AGAIN
    );
  if (others.length > 0) return several(looked.found);
  const other = differences(desired, one.attributes).join(', ');
  return `An auth method of this name exists, ${one.id}, and holds other values than were sent: ${other}. So it is not the one that was to be created.\n\n${waysOut(one.id)}`;
}

function afterConflict(looked: Looked): string {
  if ('problem' in looked)
    return `An auth method of this name exists already, and names must be unique. Which one it is could not be looked up: ${looked.problem.message}\n\n${waysOut('ID')}`;
  const [one, ...others] = looked.found;
  if (!one)
    return 'An auth method of this name exists already, and names must be unique. The list does not show it: it may be of another protocol.\n\nChoose another name.';
  if (others.length > 0) return several(looked.found);
  return `An auth method of this name exists already, ${one.id}, and names must be unique.\n\n${waysOut(one.id)}`;
}

function several(found: readonly AuthMethod[]): string {
  return `${found.length} auth methods have this name:\n${found.map(({ id }) => `  ${id}`).join('\n')}\n\nImport the one that is meant by its id, or choose another name.`;
}

function waysOut(id: string): string {
  return `Choose another name, or take it under management in one of these ways:
  import it in TypeScript: importFrom('${id}') on the construct
  import it on the command line: terraform import ${AUTH_METHOD_TYPE}.LABEL ${id}
  have the deploy take it over with one PATCH: adopt_existing = true (in TypeScript: adoptExisting)`;
}

/** A POST had no answer to believe, and its auth method was found. */
export function recovered(name: string | null, id: string, error: DatadogError): Diagnostic {
  return {
    severity: 'warning',
    summary: `The answer to the creation of ${subject(name)} was lost, and its id found`,
    detail: `${error.message}\n\nOne auth method of this name holds exactly what was sent, and is taken as the one just created: ${id}. Its client secret was sent once more, so that it is the one given for certain.`,
  };
}

/** Said when the PATCH failed that was to make the secret of a found auth method certain. */
export function secretUncertain(name: string | null, failure: DatadogError): Diagnostic {
  return {
    severity: 'warning',
    summary: `The client secret of ${subject(name)} is not certain`,
    detail: `${failure.message}\n\nShould somebody else have made the auth method at the same moment, it has another client secret. The next plan offers to send the one given: deploy it.`,
    path: ['client_secret_wo' satisfies AttributeName],
  };
}

export function willBeAdopted(name: string, id: string, attributes: readonly SentName[]): Diagnostic {
  return {
    severity: 'warning',
    summary: `To be adopted: ${subject(name)} exists already`,
    detail: `Datadog has it as ${id}, and adopt_existing is set: a deploy does not create another one, but takes this one over with a PATCH of ${attributes.join(', ')}.`,
    ...AT_NAME,
  };
}

export function adopted(name: string | null, id: string): Diagnostic {
  return {
    severity: 'warning',
    summary: `Adopted: ${subject(name)} existed already`,
    detail: `Its id is ${id}. It was not created, but took what is declared with a PATCH of what differed and of the client secret.`,
    ...AT_NAME,
  };
}
