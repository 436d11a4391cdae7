/** Makes a sentence of a text that others wrote: on one line, with one mark at its end. */
export function sentence(text: string): string {
  const line = oneLine(text);
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}

/** The lines of a text joined by spaces. */
export function oneLine(text: string): string {
  return lines(text).join(' ');
}

/** The lines of a text, each trimmed. */
export function lines(text: string): readonly string[] {
  const parts = text.trim().split(/[\r\n]+/);
  return parts.map((part) => part.trim());
}
