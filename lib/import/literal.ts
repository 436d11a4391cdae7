import type { Scalar } from '../attributes';
import { escapeUnsafe } from '../text/unsafe';

/** A TypeScript literal that Terraform reads as `value`. */
export function literal(value: Scalar): string {
  return escapeUnsafe(JSON.stringify(typeof value === 'string' ? forTerraform(value) : value));
}

/** In cdk.tf.json every string is a template, and Terraform omits a U+FEFF at its beginning. */
function forTerraform(text: string): string {
  return text.replace(/^\ufeff|[$%](?=\{)/g, (sign) => sign + sign);
}
