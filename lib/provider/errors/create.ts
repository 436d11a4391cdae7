import type { ComparedName } from '../../attributes';
import type { DatadogError } from '../../client/errors';
import type { Diagnostic } from '../../plugin/provider';
import type { AuthMethod } from '../../wire/answer';
import type { Fate } from '../walk';
import { errorAt, importLines, KEYED_BY_NAME, subject, warning } from './shared';

/** A creation that failed, and what has its name since. */
export interface FailedCreation {
  readonly name: string;
  readonly failure: DatadogError;
  readonly holders: readonly AuthMethod[];
  /** Why they could not be listed. */
  readonly problem?: DatadogError;
}

/** An auth method that may be the one whose creation was not answered. */
export interface Candidate {
  /** Whether it existed before the creation; undefined: not known. */
  readonly isOlder: boolean | undefined;
  /** Whether a resource of this walk has it. */
  readonly isClaimed: boolean;
  /** The attributes whose values differ from the planned ones. */
  readonly differing: readonly ComparedName[];
}

const RUN_AGAIN =
  'Run it again. That cannot create a second one, because Datadog refuses a name in use. ' +
  'If the first one exists after all, the message then shows how to import it.';

/** Datadog refused the name of a creation, and this apply does not free it. */
export function creationRefused(creation: FailedCreation, fate: Fate): Diagnostic {
  const { name, holders, problem } = creation;
  const [holder] = holders;
  const inUse = (id: string) => `An auth method of this name exists already${id}, and names must be unique.`;
  if (holder) return creationFailed(creation, inUse(`, ${holder.id}`), waysOut(name, holder.id, fate));
  const unseen = problem
    ? `Its id could not be looked up: ${problem.message}`
    : 'The list does not show it: it may be of another protocol.';
  // An import searches the same list.
  const next = problem || fate !== 'unknown' ? waysOut(name, 'ID', fate) : 'Choose another name.';
  return creationFailed(creation, `${inUse('')} ${unseen}`, next);
}

/** The answer to a creation was lost, and nothing that exists is certain to be what it created. */
export function creationUncertain(creation: FailedCreation, doubt = '', fate: Fate): Diagnostic {
  const { name, holders, problem } = creation;
  const [holder] = holders;
  if (holder) {
    const exists = `An auth method of this name exists, ${holder.id}. ${doubt}`;
    return creationFailed(creation, exists, waysOut(name, holder.id, fate));
  }
  const unseen = problem
    ? 'Whether Datadog created it is unknown. ' +
      `The auth methods of this name could not be listed: ${problem.message}`
    : 'The list showed no auth method of this name three times, so most likely nothing was created.';
  return creationFailed(creation, unseen, RUN_AGAIN);
}

function creationFailed({ name, failure }: FailedCreation, reason: string, next: string): Diagnostic {
  return errorAt('name', `Could not create ${subject(name)}`, [failure.message, reason, next]);
}

/** Why it is not certain that an unanswered creation made this auth method; undefined if it is. */
export function doubtAbout(
  holders: FailedCreation['holders'],
  { isOlder, isClaimed, differing }: Candidate,
): string | undefined {
  if (holders.length > 1) return 'Several have this name, so which one was created is unknown.';
  if (isOlder) return 'It existed before, so nothing was created.';
  if (differing.length > 0) return `It is a different one: it has other values of ${differing.join(', ')}.`;
  if (isOlder === undefined)
    return 'It may be older: the auth methods that existed before could not be listed.';
  return isClaimed ? 'Another resource of this apply has it.' : undefined;
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
      'This resource now manages it.',
  ]);
}
