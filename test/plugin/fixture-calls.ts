import type * as messages from '../../lib/plugin/generated/decode/tfplugin6';
import { writeObject } from '../../lib/plugin/values';
import type { PluginClient } from '../helpers/plugin-client';
import { fixture, probe, SECRET } from './fixture';

const type = probe.schema.attributes;

/** From this call on, the fixture's process conceals the secret. */
export function configure(client: PluginClient): Promise<messages.ConfigureProvider_Response> {
  const config = writeObject({ token: SECRET }, fixture.schema.attributes);
  return client.call('ConfigureProvider', { terraformVersion: '1.11.4', config });
}

/** Makes a probe, which does what it is told. */
export function create(client: PluginClient, does: string): Promise<messages.ApplyResourceChange_Response> {
  const config = writeObject({ id: null, does, tags: null, count_of: null, secret_wo: null }, type);
  return client.call('ApplyResourceChange', {
    typeName: 'probe',
    plannedState: config,
    config,
    plannedPrivate: new Uint8Array(),
  });
}
