import { PROTOCOL, ROWS, SECRET, type Scalar } from '../attributes';
import type { AuthMethod } from '../wire/answer';
import type { SentAttributes } from '../wire/request';

/** An auth method as Datadog stores it: what answers show, and the secret that they never show. */
export interface StoredMethod {
  readonly visible: AuthMethod;
  /** Absent after a restart from a file, which never contains secrets. */
  readonly secret?: string;
}

export type Methods = readonly StoredMethod[];

/** A change of one auth method: what there was before it, and what there is after it. */
export type Change =
  | { readonly before?: undefined; readonly after: StoredMethod }
  | { readonly before: StoredMethod; readonly after?: StoredMethod };

/** A change after which there is an auth method, or the name that is in use. */
export type ChangeResult = (Change & { readonly after: StoredMethod }) | { readonly inUse: string };

export function findMethod(methods: Methods, id: string): StoredMethod | undefined {
  return methods.find(({ visible }) => visible.id === id.toLowerCase());
}

export function createMethod(methods: Methods, id: string, sent: SentAttributes): ChangeResult {
  const unset = ROWS.filter((row) => row.in.includes('answer')).map((row) => [row.wire, null]);
  const attributes = { ...Object.fromEntries(unset), protocol: PROTOCOL } as AuthMethod['attributes'];
  return put(methods, undefined, merge({ visible: { id, attributes } }, sent));
}

export function changeMethod(methods: Methods, method: StoredMethod, sent: SentAttributes): ChangeResult {
  return put(methods, method, merge(method, sent));
}

export function afterChange(methods: Methods, { before, after }: Change): Methods {
  return before ? methods.flatMap((one) => (one === before ? (after ?? []) : one)) : [...methods, after];
}

/** Datadog's merge rule: an absent attribute stays, `null` clears it, a value replaces it. */
function merge(method: StoredMethod, sent: SentAttributes): StoredMethod {
  const attributes: Record<string, Scalar | null> = { ...method.visible.attributes };
  let secret = method.secret;
  for (const [name, value] of Object.entries(sent)) {
    if (value === undefined) continue;
    if (name === SECRET) secret = value as string;
    else attributes[name] = value;
  }
  // Frozen, because callers get this object itself.
  const visible = {
    id: method.visible.id,
    attributes: Object.freeze(attributes) as AuthMethod['attributes'],
  };
  return { visible: Object.freeze(visible), secret };
}

function put(methods: Methods, before: StoredMethod | undefined, after: StoredMethod): ChangeResult {
  const { name } = after.visible.attributes;
  const isInUse = methods.some((one) => one !== before && one.visible.attributes.name === name);
  if (isInUse) return { inUse: name as string };
  return before ? { before, after } : { after };
}
