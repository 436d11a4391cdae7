import type { AttributeName } from '../attributes';
import { quoted } from '../checks';
import type { DatadogError } from '../client/errors';
import type { Diagnostic } from '../plugin/provider';
import { subject } from './errors';

/** The new name of an auth method is in use, and this apply did not free it in time. */
export function renameRefused(error: DatadogError, name: string | null, to: string | null): Diagnostic {
  return {
    severity: 'error',
    summary: `Could not rename ${subject(name)}`,
    detail:
      `${error.message}\n\n` +
      `The name ${quoted(to ?? '')} is in use, and names must be unique. ` +
      'If this configuration deletes or renames the auth method that has it, run it again; ' +
      'to swap two names, give one a temporary name first. Otherwise choose another name.',
    path: ['name' satisfies AttributeName],
  };
}

/** Another resource took the auth method in the same apply. */
export function takenOver(name: string | null, id: string): Diagnostic {
  return {
    severity: 'error',
    summary: `${subject(name)} belongs to another resource now`,
    detail:
      `Another resource with adopt_existing took ${id} over in this apply, so this one did not change it.\n\n` +
      'Take one of the two out of the code, and out of the state with terraform state rm.',
  };
}
