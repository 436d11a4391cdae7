import { COMPARED, rowOf } from '../../attributes';
import type { KnownValues } from '../../change/change';
import { RequestError } from '../../plugin/errors';
import type { MovedObject } from '../../plugin/provider';
import { conceal } from '../../plugin/redact';
import { isUuid } from '../../wire/routes';
import type { StepResult } from '../apply';
import { notMovable } from '../errors/move';
import { imported } from '../model';
import { newResource, newTag } from '../record';

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
export function moved({ provider, type, schemaVersion, state }: MovedObject): StepResult {
  const { id, client_secret: secret } = state;
  const isSource = type === SOURCE_TYPE && SOURCE_PROVIDER.test(provider) && schemaVersion === KNOWN_VERSION;
  if (!isSource || typeof id !== 'string' || !isUuid(id))
    throw new RequestError(notMovable(type, provider, schemaVersion));
  const values = COMPARED.map((name) => [name, valueIn(state[name], rowOf(name).type)] as const);
  // As after an import, no secret was sent from here yet.
  const model = { ...imported(id), values: Object.fromEntries(values) as unknown as KnownValues };
  const resource = newResource();
  if (typeof secret !== 'string' || secret === '') return { model, record: { resource }, diagnostics: [] };
  conceal(secret);
  return { model, record: { resource, secret: newTag(secret) }, diagnostics: [] };
}

/** Datadog's provider writes an empty string for an attribute that is not set. */
function valueIn(value: unknown, type: 'string' | 'number' | 'boolean'): unknown {
  return typeof value === type && value !== '' ? value : null;
}
