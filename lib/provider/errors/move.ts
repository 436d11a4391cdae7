import { AUTH_METHOD_TYPE } from '../../attributes';
import { quoted } from '../../checks';
import type { Diagnostic } from '../../plugin/provider';

/** What a person is told whose `moved` block cannot be followed. */

const IMPORT_INSTEAD =
  'Take the moved block out, let the old resource go with a removed block (destroy = false), and import the auth method by its id or its name.';

export function unknownSource(type: string, provider: string): Diagnostic {
  return {
    severity: 'error',
    summary: `${type} of ${provider} cannot be moved to ${AUTH_METHOD_TYPE}`,
    detail: `An auth method is taken over from one resource type alone, datadog_webhook_oauth2_client_credentials of Datadog's own provider (datadog/datadog).\n\nCheck "from" of the moved block. ${IMPORT_INSTEAD}`,
  };
}

export function unknownSourceVersion(type: string, version: number): Diagnostic {
  return {
    severity: 'error',
    summary: `${type} of the schema version ${version} cannot be moved`,
    detail: `This version of cdktf-datadog-webhooks knows the schema version 0 of it, and does not guess at another.\n\nLook for a newer version of cdktf-datadog-webhooks. ${IMPORT_INSTEAD}`,
  };
}

export function movedWithoutId(type: string): Diagnostic {
  return {
    severity: 'error',
    summary: `The state of ${quoted(type)} has no id`,
    detail: `The "id" in the state that was to be moved is no UUID, so it does not tell which auth method it is.\n\n${IMPORT_INSTEAD}`,
  };
}
