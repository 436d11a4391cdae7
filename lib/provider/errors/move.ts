import { AUTH_METHOD_TYPE } from '../../attributes';
import type { Diagnostic } from '../../plugin/provider';
import { error } from './shared';

/** A `moved` block cannot be followed. */
export function notMovable(type: string, provider: string, schemaVersion: number): Diagnostic {
  return error(`${type} of ${provider} cannot be moved to ${AUTH_METHOD_TYPE}`, [
    "Only datadog_webhook_oauth2_client_credentials of Datadog's own provider (datadog/datadog) can be " +
      `moved: its schema version is 0, and its id a UUID. This one has the schema version ${schemaVersion}.`,
    'Check "from" of the moved block, or look for a newer version of the provider. ' +
      'To import it instead, remove the moved block, forget the old resource with a removed block ' +
      '(destroy = false), and import the auth method by its id or its name.',
  ]);
}
