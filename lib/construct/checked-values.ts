import { isLiteral } from './literal';
import type { BlockRow, OwnBlock } from './stack-blocks';

/**
 * What is wrong with a literal in a block that the stack renders. Terraform checks types and what is missing,
 * and the provider checks references in the same way once it knows them.
 */
export function wrongValue(
  { property, terraform, type, check }: BlockRow,
  { values, place }: OwnBlock,
): string[] {
  const value = values[terraform];
  if (typeof value !== type) return [];
  // The check needs a user before the host, whichever it is.
  const literal = isLiteral(value) ? value : hasUser(value) ? 'https://user@host' : undefined;
  const wrong = literal === undefined ? undefined : check?.(literal as never);
  return wrong === undefined ? [] : [`${property} of ${place.path} ${wrong}`];
}

/** A user before the host, in which nothing but references like `${var.user}` is known only later. */
const URL_WITH_USER =
  /^https?:[\\/]{2,}(?!:?@)(?:[^\\/?#@$%]|[$%](?!\{)|\$\{[\p{ID_Continue}\s.*[\]-]+\})*@/iu;

/** The provider finds a user that another expression has, or the value of a reference. */
function hasUser(template: unknown): boolean {
  return typeof template === 'string' && URL_WITH_USER.test(template);
}
