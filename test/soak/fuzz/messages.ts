import type { BinaryWriter } from '@bufbuild/protobuf/wire';
import { writeValue } from '../../../lib/plugin/values';
import * as messages from '../../../lib/plugin/generated/tfplugin6';
import { schemaType } from '../../../lib/plugin/protocol/schema';
import { UNKNOWN, type ObjectValue } from '../../../lib/plugin/value';
import { dataSourceSchema, providerSchema, resourceSchema } from '../../../lib/provider/schema';
import { emptyState } from '../../../lib/provider/model';
import { PAYMENTS } from '../../helpers/configuration';
import { TYPE } from '../../helpers/terraform';

type DynamicValue = messages.DynamicValue;

export const ID = '9e9c7e3e-e872-45b9-ad57-df0e745c432e';
export const SERVICE = '/tfplugin6.Provider/';

const type = schemaType(resourceSchema);
const NONE = new Uint8Array();
const blank = { ...emptyState() };
const config: ObjectValue = { ...blank, ...PAYMENTS, client_secret_wo: 'first-secret' };
const state: ObjectValue = {
  ...blank,
  ...PAYMENTS,
  id: ID,
  protocol: 'oauth2-client-credentials',
  client_secret_revision: 1,
};
const proposed: ObjectValue = { ...config, id: UNKNOWN, protocol: UNKNOWN, client_secret_revision: UNKNOWN };
const write = (value: ObjectValue | null) => writeValue(value, type);
const settings = (set: Record<string, string> = {}) =>
  writeValue(
    {
      ...Object.fromEntries(Object.keys(providerSchema.attributes).map((name) => [name, null])),
      ...set,
    },
    schemaType(providerSchema),
  );
const allNull = Object.fromEntries(Object.keys(dataSourceSchema.attributes).map((name) => [name, null]));
const lookUp = writeValue({ ...allNull, name: 'payments' }, schemaType(dataSourceSchema));

/** A message of the method. The argument replaces its value, if it has one. */
type Message = (value?: DynamicValue) => Uint8Array;

function message<Content>(
  codec: { encode(content: Content): BinaryWriter },
  make: (value?: DynamicValue) => Content,
): Message {
  return (value) => codec.encode(make(value)).finish();
}

/** What Terraform sends, for each method but `Shutdown`, which ends the process. */
export const MESSAGES: Readonly<Record<string, Message>> = {
  [`${SERVICE}GetProviderSchema`]: message(messages.GetProviderSchema_Request, () => ({})),
  [`${SERVICE}ValidateProviderConfig`]: message(messages.ValidateProviderConfig_Request, (value) => ({
    config: value ?? settings({ on_drift: 'warn' }),
  })),
  [`${SERVICE}ConfigureProvider`]: message(messages.ConfigureProvider_Request, (value) => ({
    terraformVersion: '1.11.4',
    config: value ?? settings(),
  })),
  [`${SERVICE}ValidateResourceConfig`]: message(messages.ValidateResourceConfig_Request, (value) => ({
    typeName: TYPE,
    config: value ?? write(config),
    clientCapabilities: { deferralAllowed: false, writeOnlyAttributesAllowed: true },
  })),
  [`${SERVICE}UpgradeResourceState`]: message(messages.UpgradeResourceState_Request, (value) => ({
    typeName: TYPE,
    version: 0,
    rawState: {
      json: value
        ? Buffer.from(value.json.length > 0 ? value.json : value.msgpack)
        : Buffer.from(JSON.stringify(state)),
      flatmap: NONE,
    },
  })),
  [`${SERVICE}ReadResource`]: message(messages.ReadResource_Request, (value) => ({
    typeName: TYPE,
    currentState: value ?? write(state),
    private: NONE,
  })),
  [`${SERVICE}PlanResourceChange`]: message(messages.PlanResourceChange_Request, (value) => ({
    typeName: TYPE,
    priorState: write(null),
    proposedNewState: value ?? write(proposed),
    config: write(config),
    priorPrivate: NONE,
  })),
  [`${SERVICE}ApplyResourceChange`]: message(messages.ApplyResourceChange_Request, (value) => ({
    typeName: TYPE,
    priorState: write(state),
    plannedState: value ?? write({ ...state, scope: 'read' }),
    config: write({ ...config, scope: 'read' }),
    plannedPrivate: Buffer.from(JSON.stringify({ secret: { salt: 'c2FsdA==', tag: '01234' } })),
  })),
  [`${SERVICE}ImportResourceState`]: message(messages.ImportResourceState_Request, () => ({
    typeName: TYPE,
    id: ID,
  })),
  [`${SERVICE}ValidateDataResourceConfig`]: message(messages.ValidateDataResourceConfig_Request, (value) => ({
    typeName: TYPE,
    config: value ?? lookUp,
  })),
  [`${SERVICE}ReadDataSource`]: message(messages.ReadDataSource_Request, (value) => ({
    typeName: TYPE,
    config: value ?? lookUp,
  })),
  [`${SERVICE}StopProvider`]: message(messages.StopProvider_Request, () => ({})),
  '/grpc.health.v1.Health/Check': () => NONE,
};

/** A message in a gRPC frame. */
export function framed(content: Uint8Array, length = content.length, compressed = 0): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt8(compressed, 0);
  head.writeUInt32BE(length, 1);
  return Buffer.concat([head, content]);
}
