import { PROTOCOL, ROWS, SECRET } from '../attributes';
import type { AuthMethod } from '../wire/answer';
import type { SentAttributes } from '../wire/request';

/** An auth method as the emulator keeps it: what Datadog shows, and the secret that it never shows. */
export interface StoredMethod {
  readonly shown: AuthMethod;
  /** Unknown after a restart from a file, which never holds secrets. */
  readonly secret?: string;
}

export type Methods = readonly StoredMethod[];

/** What came of a change: the auth methods after it and the one it was about, or the name that is in use. */
export type Changed = { readonly methods: Methods; readonly shown: AuthMethod } | { readonly inUse: string };

export function findMethod(methods: Methods, id: string): StoredMethod | undefined {
  return methods.find(({ shown }) => shown.id === id.toLowerCase());
}

export function createMethod(methods: Methods, id: string, sent: SentAttributes): Changed {
  const unset = ROWS.filter((row) => row.in.includes('answer')).map((row) => [row.wire, null]);
  const attributes = { ...Object.fromEntries(unset), protocol: PROTOCOL } as AuthMethod['attributes'];
  return put(methods, merge({ shown: { id, attributes } }, sent));
}

export function changeMethod(methods: Methods, method: StoredMethod, sent: SentAttributes): Changed {
  return put(methods, merge(method, sent));
}

export function removeMethod(methods: Methods, method: StoredMethod): Methods {
  return methods.filter((other) => other !== method);
}

/** Datadog's merge rule: what is absent stays, `null` clears, anything else replaces. */
function merge(method: StoredMethod, sent: SentAttributes): StoredMethod {
  const attributes: Record<string, string | null> = { ...method.shown.attributes };
  let secret = method.secret;
  for (const [name, value] of Object.entries(sent)) {
    if (value === undefined) continue;
    if (name === SECRET) secret = value as string;
    else attributes[name] = value;
  }
  // Frozen, since callers are handed what is kept here.
  const shown = { id: method.shown.id, attributes: Object.freeze(attributes) as AuthMethod['attributes'] };
  return { shown: Object.freeze(shown), secret };
}

function put(methods: Methods, method: StoredMethod): Changed {
  const { id, attributes } = method.shown;
  const others = methods.filter(({ shown }) => shown.id !== id);
  if (others.some(({ shown }) => shown.attributes.name === attributes.name))
    return { inUse: attributes.name as string };
  const known = others.length < methods.length;
  return {
    methods: known ? methods.map((old) => (old.shown.id === id ? method : old)) : [...methods, method],
    shown: method.shown,
  };
}
