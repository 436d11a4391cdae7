import * as messages from '../../lib/plugin/generated/decode/tfplugin6';
import type { ObjectValue } from '../../lib/plugin/value';
import { readObject, writeObject } from '../../lib/plugin/values';
import type { PluginClient } from '../helpers/plugin-client';
import { fixture, probe, SECRET } from './fixture';

/** A probe that does nothing. */
export const blank = { id: null, does: 'nothing', tags: null, count_of: null, secret_wo: null };

/** A diagnostic as it is received. */
export function diagnostic(
  severity: 'ERROR' | 'WARNING',
  summary: string,
  { detail = '', attribute }: { detail?: string; attribute?: string } = {},
): messages.Diagnostic {
  const path = attribute === undefined ? undefined : { steps: [{ attributeName: attribute }] };
  return { severity: messages.Diagnostic_Severity[severity], summary, detail, attribute: path };
}

/** A probe as it is sent. Values that are omitted are those of {@link blank}. */
export function write(probed: ObjectValue | null): messages.DynamicValue {
  return writeObject(probed && { ...blank, ...probed }, probe.schema.attributes);
}

export function read(message: messages.DynamicValue | undefined): ObjectValue | null {
  return readObject(message, probe.schema.attributes);
}

/** From this call on, the fixture's process conceals the secret. */
export function configure(client: PluginClient): Promise<messages.ConfigureProvider_Response> {
  const config = writeObject({ token: SECRET }, fixture.schema.attributes);
  return client.call('ConfigureProvider', { terraformVersion: '1.11.4', config });
}

/** Makes a probe, which does what it is told. */
export function create(client: PluginClient, does: string): Promise<messages.ApplyResourceChange_Response> {
  const config = write({ does });
  return client.call('ApplyResourceChange', {
    typeName: 'probe',
    plannedState: config,
    config,
    plannedPrivate: new Uint8Array(),
  });
}
