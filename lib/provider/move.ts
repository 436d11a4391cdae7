import { COMPARED, PROTOCOL } from '../attributes';
import type { Answer, Diagnostic, MovedObject, ResourceState } from '../plugin/provider';
import { conceal } from '../plugin/redact';
import type { Value } from '../plugin/value';
import { isUuid } from '../wire/routes';
import { movedWithoutId, unknownSource, unknownSourceVersion } from './move-errors';
import { privateOf } from './secret';
import { emptyState } from './state';

/** The same auth methods in Datadog's own Terraform provider, which has no protocol but this one. */
const SOURCE_TYPE = 'datadog_webhook_oauth2_client_credentials';

/** Of any registry or mirror; OpenTofu tells the last part alone. */
const SOURCE_PROVIDER = /^([^/]+\/datadog\/)?datadog$/;

const KNOWN_VERSION = 0;

/**
 * Takes an auth method over from Datadog's own provider, for a `moved` block. Its state holds the client secret,
 * ours does not; a tag is made of it, so that the same secret in the code is not sent again and another one is.
 */
export function moveAuthMethod({ provider, type, schemaVersion, state }: MovedObject): Answer<ResourceState> {
  if (type !== SOURCE_TYPE || !SOURCE_PROVIDER.test(provider)) return refused(unknownSource(type, provider));
  if (schemaVersion !== KNOWN_VERSION) return refused(unknownSourceVersion(type, schemaVersion));
  const { id, client_secret: secret } = state;
  if (typeof id !== 'string' || !isUuid(id)) return refused(movedWithoutId(type));
  const moved: Record<string, Value> = { ...emptyState(), id: id.toLowerCase(), protocol: PROTOCOL };
  for (const name of COMPARED) moved[name] = textIn(state[name]);
  // None was sent from here yet, as after an import.
  moved.client_secret_revision = 0;
  const known = textIn(secret);
  if (known !== null) conceal(known);
  return {
    state: moved,
    private: known === null ? new Uint8Array() : privateOf(known),
    diagnostics: [],
  };
}

/** Datadog's provider writes no text for what is not set; an empty one means the same. */
function textIn(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function refused(diagnostic: Diagnostic): Answer<ResourceState> {
  return { state: null, private: new Uint8Array(), diagnostics: [diagnostic] };
}
