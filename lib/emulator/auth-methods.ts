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

/** The result of a change: all auth methods after it and the changed one, or the name that is in use. */
export type ChangeResult =
  { readonly methods: Methods; readonly method: AuthMethod } | { readonly inUse: string };

export function findMethod(methods: Methods, id: string): StoredMethod | undefined {
  return methods.find(({ visible }) => visible.id === id.toLowerCase());
}

export function createMethod(methods: Methods, id: string, sent: SentAttributes): ChangeResult {
  const unset = ROWS.filter((row) => row.in.includes('answer')).map((row) => [row.wire, null]);
  const attributes = { ...Object.fromEntries(unset), protocol: PROTOCOL } as AuthMethod['attributes'];
  return put(methods, merge({ visible: { id, attributes } }, sent));
}

export function changeMethod(methods: Methods, method: StoredMethod, sent: SentAttributes): ChangeResult {
  return put(methods, merge(method, sent));
}

export function removeMethod(methods: Methods, method: StoredMethod): Methods {
  return methods.filter((other) => other !== method);
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

function put(methods: Methods, method: StoredMethod): ChangeResult {
  const { id, attributes } = method.visible;
  const others = methods.filter(({ visible }) => visible.id !== id);
  if (others.some(({ visible }) => visible.attributes.name === attributes.name))
    return { inUse: attributes.name as string };
  const isChange = others.length < methods.length;
  return {
    methods: isChange ? methods.map((old) => (old.visible.id === id ? method : old)) : [...methods, method],
    method: method.visible,
  };
}
