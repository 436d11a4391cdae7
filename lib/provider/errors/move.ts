import { AUTH_METHOD_TYPE } from '../../attributes';
import { quoted } from '../../text/quoted';
import type { Diagnostic } from '../../plugin/provider';
import { error } from './shared';

/** Why a `moved` block cannot be followed. */

const IMPORT_INSTEAD =
  'To import it instead, remove the moved block, forget the old resource with a removed block ' +
  '(destroy = false), and import the auth method by its id or its name.';

export function unknownSource(type: string, provider: string): Diagnostic {
  return error(`${type} of ${provider} cannot be moved to ${AUTH_METHOD_TYPE}`, [
    'Only one resource type can be moved here: datadog_webhook_oauth2_client_credentials ' +
      "of Datadog's own provider (datadog/datadog).",
    `Check "from" of the moved block. ${IMPORT_INSTEAD}`,
  ]);
}

export function unknownSourceVersion(type: string, version: number): Diagnostic {
  return error(`${type} of the schema version ${version} cannot be moved`, [
    'This version of the provider knows only its schema version 0.',
    `Look for a newer version of the provider. ${IMPORT_INSTEAD}`,
  ]);
}

export function movedWithoutId(type: string): Diagnostic {
  return error(`The state of ${quoted(type)} has no id`, [
    'The "id" in its state is not a UUID, so it does not identify an auth method.',
    IMPORT_INSTEAD,
  ]);
}
