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
    .map((other) => ({ other, distance: distanceOf(plain(other), wanted) }))
    .filter(({ distance }) => distance <= Math.max(1, wanted.length / 3))
    .sort((a, b) => a.distance - b.distance || (a.other < b.other ? -1 : 1))
    .slice(0, MOST_SIMILAR)
    .map(({ other }) => other);
}

function plain(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

/** A name that is part of the other counts as one edit: people omit or add `prod-`. */
function distanceOf(a: string, b: string): number {
  const part = a !== '' && b !== '' && (a.includes(b) || b.includes(a));
  return a === b ? 0 : part ? 1 : edits(a, b);
}

/** The Levenshtein distance: how many characters to insert, delete or replace. */
function edits(a: string, b: string): number {
  let row = [...b, ''].map((_, index) => index);
  [...a].forEach((character, index) => {
    const next = [index + 1];
    [...b].forEach((other, at) => {
      const replaced = (row[at] as number) + (character === other ? 0 : 1);
      next.push(Math.min(replaced, (row[at + 1] as number) + 1, (next[at] as number) + 1));
    });
    row = next;
  });
  return row.at(-1) as number;
}
