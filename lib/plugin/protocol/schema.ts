import { StringKind, type DynamicValue, type Schema as SchemaMessage } from '../generated/encode/tfplugin6';
import type { Schema } from '../provider';
import type { ObjectValue } from '../value';
import { writeObject } from '../values';

/** No schema has changed yet in a way that needs an upgrade of stored states. */
const SCHEMA_VERSION = 0;

export function schemaMessage({ description = '', attributes }: Schema): SchemaMessage {
  return {
    version: SCHEMA_VERSION,
    block: {
      description,
      descriptionKind: StringKind.MARKDOWN,
      attributes: Object.entries(attributes).map(([name, attribute]) => ({
        name,
        type: Buffer.from(JSON.stringify(attribute.type)),
        description: attribute.description ?? '',
        descriptionKind: StringKind.MARKDOWN,
        required: attribute.required ?? false,
        optional: attribute.optional ?? false,
        computed: attribute.computed ?? false,
        sensitive: attribute.sensitive ?? false,
        writeOnly: attribute.writeOnly ?? false,
      })),
    },
  };
}

/** What each of several things has, by their names. Those that have nothing are omitted. */
export function mapPresent<One, Result>(
  all: Readonly<Record<string, One>>,
  convert: (one: One) => Result | undefined,
): Record<string, Result> {
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, one]) => {
      const result = convert(one);
      return result === undefined ? [] : [[name, result] as const];
    }),
  );
}

export function writeOnlyNames({ attributes }: Schema): readonly string[] {
  return Object.keys(attributes).filter((name) => attributes[name]?.writeOnly === true);
}

/**
 * The state as it may leave the process: write-only attributes are null, whatever the resource returned.
 * Otherwise Terraform refuses the answer, and does not store an object that was just created.
 */
export function stateMessage(schema: Schema, state: ObjectValue | null): DynamicValue {
  const nulls = Object.fromEntries(writeOnlyNames(schema).map((name) => [name, null]));
  return writeObject(state && { ...state, ...nulls }, schema.attributes);
}
