import type { Scalar } from '../attributes';
import { escapeUnsafe } from '../text/unsafe';

/**
 * A TypeScript literal that Terraform reads as `value`. A string is formatted as Prettier does with
 * `singleQuote`: in the quotes that need fewer escapes.
 */
export function literal(value: Scalar): string {
  if (typeof value !== 'string') return String(value);
  const json = JSON.stringify(forTerraform(value)).slice(1, -1);
  const body = escapeUnsafe(
    json.replace(/\\(.)/g, (escape, character) => (character === '"' ? '"' : escape)),
  );
  const quote = count(body, "'") > count(body, '"') ? '"' : "'";
  return `${quote}${body.replaceAll(quote, `\\${quote}`)}${quote}`;
}

/** In cdk.tf.json every string is a template, and Terraform omits a U+FEFF at its beginning. */
function forTerraform(text: string): string {
  return text.replace(/^\ufeff|[$%](?=\{)/g, (sign) => sign + sign);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}
