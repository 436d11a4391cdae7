/**
 * A text as a TypeScript literal that Terraform reads back as that text, in the form that Prettier gives it with
 * `singleQuote`: in the quotes that need fewer escapes.
 */
export function literal(text: string): string {
  const body = JSON.stringify(forTerraform(text))
    .slice(1, -1)
    .replace(/\\(.)/g, (escape, character) => (character === '"' ? '"' : escape))
    // What cannot be seen, or turns the line around, would deceive the reader.
    .replace(/(?! )[\p{C}\p{Z}]/gu, escaped);
  const quote = count(body, "'") > count(body, '"') ? '"' : "'";
  return `${quote}${body.replaceAll(quote, `\\${quote}`)}${quote}`;
}

/** In cdk.tf.json every string is a template. */
function forTerraform(text: string): string {
  return text.replace(/[$%](?=\{)/g, (sign) => sign + sign);
}

function escaped(character: string): string {
  const hex = (character.codePointAt(0) as number).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
