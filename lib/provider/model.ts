import { COMPARED, PROTOCOL, ROWS, type AttributeName, type ComparedName } from '../attributes';
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

/** Reads an object of the resource's type, checked to be one. The values of a state are all known. */
export function decode<Values extends DesiredValues = KnownValues>(object: ObjectValue): Model<Values> {
  const values = COMPARED.map((name) => {
    const value = valueOf(object, name);
    return [name, value === UNKNOWN ? NOT_KNOWN : value] as const;
  });
  return {
    id: textOf(object, 'id'),
    values: Object.fromEntries(values) as unknown as Values,
    secret: valueOf(object, 'client_secret_wo') as Model['secret'],
    version: valueOf(object, 'client_secret_wo_version') as Model['version'],
    verifyToken: valueOf(object, 'verify_token') as Model['verifyToken'],
    revision: (valueOf(object, 'client_secret_revision') ?? 0) as Model['revision'],
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
  const value = valueOf(object, attribute);
  return typeof value === 'string' ? value : null;
}
