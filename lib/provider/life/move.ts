import { COMPARED, PROTOCOL, rowOf } from '../../attributes';
import type { Answer, MovedObject, ResourceState } from '../../plugin/provider';
import { conceal } from '../../plugin/redact';
import type { Value } from '../../plugin/value';
import { isUuid } from '../../wire/routes';
import { movedWithoutId, unknownSource, unknownSourceVersion } from '../errors/move';
import { NO_PRIVATE_DATA, noState } from '../results';
import { privateOf } from '../secret';
import { emptyState } from '../state';

/** The same auth methods in Datadog's own Terraform provider, which has only this protocol. */
const SOURCE_TYPE = 'datadog_webhook_oauth2_client_credentials';

/** From any registry or mirror. OpenTofu sends only the last part. */
const SOURCE_PROVIDER = /^([^/]+\/datadog\/)?datadog$/;

const KNOWN_VERSION = 0;

/**
 * Takes over an auth method from Datadog's own provider, for a `moved` block. Its state contains the client
 * secret, ours does not. We keep a tag of the secret, so that a deploy sends the secret only if the code has
 * a different one.
 */
export function moveAuthMethod({ provider, type, schemaVersion, state }: MovedObject): Answer<ResourceState> {
  if (type !== SOURCE_TYPE || !SOURCE_PROVIDER.test(provider)) return noState(unknownSource(type, provider));
  if (schemaVersion !== KNOWN_VERSION) return noState(unknownSourceVersion(type, schemaVersion));
  const { id, client_secret: secret } = state;
  if (typeof id !== 'string' || !isUuid(id)) return noState(movedWithoutId(type));
  const moved: Record<string, Value> = { ...emptyState(), id: id.toLowerCase(), protocol: PROTOCOL };
  for (const name of COMPARED) moved[name] = valueIn(state[name], rowOf(name).type);
  // As after an import, no secret was sent from here yet.
  moved.client_secret_revision = 0;
  if (typeof secret !== 'string' || secret === '')
    return { state: moved, private: NO_PRIVATE_DATA, diagnostics: [] };
  conceal(secret);
  return { state: moved, private: privateOf(secret), diagnostics: [] };
}

/** Datadog's provider writes an empty string for an attribute that is not set. */
function valueIn(value: unknown, type: 'string' | 'number' | 'boolean'): Value {
  return typeof value === type && value !== '' ? (value as Value) : null;
}
