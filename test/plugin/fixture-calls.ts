import * as messages from '../../lib/plugin/generated/tfplugin6';
import { writeValue } from '../../lib/plugin/values';
import { schemaType } from '../../lib/plugin/protocol/schema';
import type { PluginClient } from '../helpers/plugin-client';
import { fixture, probe, SECRET } from './fixture';

const type = schemaType(probe.schema);

/** From this call on, the fixture's process conceals the secret. */
export function configure(client: PluginClient): Promise<messages.ConfigureProvider_Response> {
  const config = writeValue({ token: SECRET }, schemaType(fixture.schema));
  return client.call(
    'ConfigureProvider',
    messages.ConfigureProvider_Request,
    messages.ConfigureProvider_Response,
    { terraformVersion: '1.11.4', config },
  );
}

/** Makes a probe, which does what it is told. */
export function create(client: PluginClient, does: string): Promise<messages.ApplyResourceChange_Response> {
  const config = writeValue({ id: null, does, tags: null, count_of: null, secret_wo: null }, type);
  return client.call(
    'ApplyResourceChange',
    messages.ApplyResourceChange_Request,
    messages.ApplyResourceChange_Response,
    { typeName: 'probe', plannedState: config, config, plannedPrivate: new Uint8Array() },
  );
}
