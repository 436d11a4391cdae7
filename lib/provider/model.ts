import { COMPARED, PROTOCOL, ROWS, rowOf, type AttributeName, type ComparedName } from '../attributes';
import { NOT_KNOWN, sameValue, type DesiredValues, type KnownValues } from '../change/change';
import { conceal } from '../plugin/redact';
import { UNKNOWN, type ObjectValue, type Value } from '../plugin/value';
import type { AuthMethod } from '../wire/answer';

type Optional<Type> = Type | null | typeof UNKNOWN;

/** An auth method in a state, a plan or a configuration. An attribute without a value is `null`. */
export interface Model<Values extends DesiredValues = KnownValues> {
  /** `null` in a configuration, and in a plan until the apply knows it. */
  readonly id: string | null;
  /** What Datadog shows. All of them are `null` in the state of an import that was not read yet. */
  readonly values: Values;
  /** `client_secret_wo`. Only a configuration has it. */
  readonly secret: Optional<string>;
  /** `client_secret_wo_version` */
  readonly version: Optional<number>;
  /** `verify_token` */
  readonly verifyToken: Optional<boolean>;
  /** `client_secret_revision`: how many client secrets were sent. Unknown when a plan sends one. */
  readonly revision: number | typeof UNKNOWN;
}

/** An auth method in a state. */
export type StoredModel = Model & { readonly id: string };

/** The client secret to send. From here on no message and no log line can show it. */
export function concealed(secret: Model['secret']): string | null {
  if (typeof secret !== 'string') return null;
  conceal(secret);
  return secret;
}

/** Reads an object of the resource's type. The values of a state are all known. */
export function decode<Values extends DesiredValues = KnownValues>(object: ObjectValue): Model<Values> {
  const id = valueOf(object, 'id');
  const revision = optional(object, 'client_secret_revision', numberFrom);
  return {
    id: typeof id === 'string' ? id : null,
    values: Object.fromEntries(COMPARED.map((name) => [name, desiredValue(object, name)])) as Values,
    secret: optional(object, 'client_secret_wo', textFrom),
    version: optional(object, 'client_secret_wo_version', numberFrom),
    verifyToken: optional(object, 'verify_token', (value) => value === true),
    revision: revision ?? 0,
  };
}

/** The object of a state or a plan: without the client secret. */
export function encode({ id, values, version, verifyToken, revision }: Model<DesiredValues>): ObjectValue {
  const known = COMPARED.map((name) => {
    const value = values[name];
    return [name, value === NOT_KNOWN ? UNKNOWN : value] as const;
  });
  return {
    ...emptyState(),
    ...Object.fromEntries(known),
    id: id ?? UNKNOWN,
    protocol: PROTOCOL,
    client_secret_wo_version: version,
    verify_token: verifyToken,
    client_secret_revision: revision,
  };
}

/** An auth method of which only the id is known. Terraform reads the rest next. */
export function imported(id: string): Model {
  return { ...decode({}), id: id.toLowerCase() };
}

/**
 * The auth method as Datadog shows it. A value that means the same as before keeps its spelling: a different
 * order of the words in `scope` is not a change.
 */
export function shownBy({ id, attributes }: AuthMethod, before: Model): Model {
  const values = COMPARED.map((name) => {
    const spelled = before.values[name];
    return [name, sameValue(name, spelled, attributes[name]) ? spelled : attributes[name]] as const;
  });
  return { ...before, id, values: Object.fromEntries(values) as KnownValues };
}

/** The attributes whose values differ in meaning. */
export function differences(a: KnownValues, b: KnownValues): ComparedName[] {
  return COMPARED.filter((name) => !sameValue(name, a[name], b[name]));
}

/** A state in which no attribute has a value. */
export function emptyState(): Record<string, null> {
  return Object.fromEntries(ROWS.map((row) => [row.terraform, null]));
}

/** An attribute's value in an object; an absent one counts as `null`. */
export function valueOf(object: ObjectValue, attribute: AttributeName): Value {
  return object[attribute] ?? null;
}

/** A text attribute; `null` when it has no value or is not known. */
export function textOf(object: ObjectValue, attribute: AttributeName): string | null {
  return textFrom(valueOf(object, attribute));
}

export function numberFrom(value: Value): number | null {
  return typeof value === 'number' ? value : null;
}

function textFrom(value: Value): string | null {
  return typeof value === 'string' ? value : null;
}

function desiredValue(object: ObjectValue, name: ComparedName): DesiredValues[ComparedName] {
  const value = valueOf(object, name);
  if (value === UNKNOWN) return NOT_KNOWN;
  return (rowOf(name).type === 'number' ? numberFrom(value) : value) as DesiredValues[ComparedName];
}

function optional<Type>(
  object: ObjectValue,
  attribute: AttributeName,
  from: (value: Value) => Type,
): Type | null | typeof UNKNOWN {
  const value = valueOf(object, attribute);
  return value === null || value === UNKNOWN ? value : from(value);
}
