/** Makes a sentence of a text that others wrote: on one line, with one mark at its end. */
export function sentence(text: string): string {
  const lines = text.trim().split(/[\r\n]+/);
  const line = lines.map((part) => part.trim()).join(' ');
  return /[.!?…]$/.test(line) ? line : `${line}.`;
}
