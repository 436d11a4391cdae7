/** The text of a file that may be UTF-8 or, as Windows PowerShell's `>` writes it, UTF-16; without a byte order mark. */
export function textOf(content: string | Uint8Array): string {
  if (typeof content === 'string') return content.replace(/^\uFEFF/, '');
  const utf16 = content[0] === 0xff && content[1] === 0xfe;
  return new TextDecoder(utf16 ? 'utf-16le' : 'utf-8').decode(content);
}
