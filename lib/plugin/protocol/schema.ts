import type { Schema as SchemaMessage } from '../generated/tfplugin6';
import type { Schema } from '../provider';
import type { AttributeType, ObjectValue } from '../value';

/** No schema has changed yet in a way that needs an upgrade of stored states. */
const SCHEMA_VERSION = 0;

export function schemaMessage({ description = '', attributes }: Schema): SchemaMessage {
  return {
    version: SCHEMA_VERSION,
    block: {
      description,
      attributes: Object.entries(attributes).map(([name, attribute]) => ({
        name,
        type: Buffer.from(JSON.stringify(attribute.type)),
        description: attribute.description ?? '',
        required: attribute.required ?? false,
        optional: attribute.optional ?? false,
        computed: attribute.computed ?? false,
        sensitive: attribute.sensitive ?? false,
        writeOnly: attribute.writeOnly ?? false,
      })),
    },
  };
}

/** The type of the objects the schema describes. */
export function schemaType({ attributes }: Schema): AttributeType {
  return [
    'object',
    Object.fromEntries(Object.entries(attributes).map(([name, { type }]) => [name, type] as const)),
  ];
}

export function writeOnlyNames({ attributes }: Schema): readonly string[] {
  return Object.keys(attributes).filter((name) => attributes[name]?.writeOnly === true);
}

/**
 * The state as it may leave the process: write-only attributes are null, whatever the resource returned.
 * Otherwise Terraform refuses the answer, and does not store an object that was just created.
 */
export function withoutWriteOnly<State extends ObjectValue | null>(schema: Schema, state: State): State {
  if (state === null) return state;
  return { ...state, ...Object.fromEntries(writeOnlyNames(schema).map((name) => [name, null])) };
}
