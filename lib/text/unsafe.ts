/**
 * The characters that a text must not show as they are, since a reader cannot see them or they change how the
 * text around them looks: control characters, which steer a terminal; marks of direction, which reorder a
 * line; zero-width, private and unassigned characters, which are invisible; and every space but the plain
 * one, which looks like it.
 */
export const UNSAFE_CHARACTER = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/gu;

/** Replaces unsafe characters, newlines and tabs included, with their escapes. */
export function escapeUnsafe(text: string): string {
  return text.replace(UNSAFE_CHARACTER, escapeCharacter);
}

/** Replaces unsafe characters with their escapes and keeps newlines and tabs, for a text of several lines. */
export function escapeUnsafeInLines(text: string): string {
  return text.replace(UNSAFE_CHARACTER, (character) =>
    character === '\n' || character === '\t' ? character : escapeCharacter(character),
  );
}

/** Escapes a character as JSON does: one beyond U+FFFF becomes two escapes. */
export function escapeCharacter(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}
