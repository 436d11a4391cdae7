import { distance } from 'fastest-levenshtein';
import type { AuthMethod } from '../wire/answer';

/** How many similar names a message shows at most. */
const MOST_SIMILAR = 5;

/**
 * The auth methods with exactly this name. Terraform normalises text, so another Unicode form is the same
 * name.
 */
export function ofName(methods: readonly AuthMethod[], name: string): readonly AuthMethod[] {
  const wanted = name.normalize('NFC');
  return methods.filter(({ attributes }) => attributes.name?.normalize('NFC') === wanted);
}

/** Existing names that are similar to one that does not exist, the most similar first. */
export function nearNames(methods: readonly AuthMethod[], name: string): readonly string[] {
  const wanted = plain(name);
  return methods
    .map(({ attributes }) => attributes.name ?? '')
    .map((other) => ({ other, edits: editsBetween(plain(other), wanted) }))
    .filter(({ edits }) => edits <= Math.max(1, wanted.length / 3))
    .sort((a, b) => a.edits - b.edits || (a.other < b.other ? -1 : 1))
    .slice(0, MOST_SIMILAR)
    .map(({ other }) => other);
}

function plain(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

/** A name that is part of the other counts as one edit: people omit or add `prod-`. */
function editsBetween(a: string, b: string): number {
  const part = a !== '' && b !== '' && (a.includes(b) || b.includes(a));
  return a !== b && part ? 1 : distance(a, b);
}
