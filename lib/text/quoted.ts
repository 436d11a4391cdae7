import { escapeUnsafe } from './unsafe';

/**
 * A value as messages show it: quoted, without what steers a terminal or turns a text around, and cut where
 * it is very long.
 */
export function quoted(value: string): string {
  return escapeUnsafe(JSON.stringify(value.length > 200 ? `${value.slice(0, 200)}…` : value));
}
