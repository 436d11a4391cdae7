import type { Schema as SchemaMessage } from './generated/tfplugin6';
import type { Schema } from './provider';
import type { AttributeType, ObjectValue } from './value';

export function schemaMessage({ version = 0, description = '', attributes }: Schema): SchemaMessage {
  return {
    version,
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

/** The type of the objects that the schema describes. */
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
 * The state as it may leave the process. Whatever a resource answers, the value of a write-only attribute is not in
 * it: Terraform would refuse the answer, and forget an object that was just made.
 */
export function withoutWriteOnly<State extends ObjectValue | null>(schema: Schema, state: State): State {
  if (state === null) return state;
  return { ...state, ...Object.fromEntries(writeOnlyNames(schema).map((name) => [name, null])) };
}
