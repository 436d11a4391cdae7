import type { AuthMethod } from '../wire/answer';

/** How many near names a message tells at most. */
const MOST_NEAR = 5;

/** The auth methods of exactly this name; Terraform normalises text, so one that differs in its Unicode form is the same. */
export function ofName(methods: readonly AuthMethod[], name: string): readonly AuthMethod[] {
  const wanted = name.normalize('NFC');
  return methods.filter(({ attributes }) => attributes.name?.normalize('NFC') === wanted);
}

/** The names that somebody may have meant who wrote one that is not there, the nearest first. */
export function nearNames(methods: readonly AuthMethod[], name: string): readonly string[] {
  const wanted = plain(name);
  return methods
    .map(({ attributes }) => attributes.name ?? '')
    .map((other) => ({ other, distance: distanceOf(plain(other), wanted) }))
    .filter(({ distance }) => distance <= Math.max(1, wanted.length / 3))
    .sort((a, b) => a.distance - b.distance || (a.other < b.other ? -1 : 1))
    .slice(0, MOST_NEAR)
    .map(({ other }) => other);
}

function plain(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

/** A part of the other counts as one mistake: people leave out `prod-`, or add it. */
function distanceOf(a: string, b: string): number {
  const part = a !== '' && b !== '' && (a.includes(b) || b.includes(a));
  return a === b ? 0 : part ? 1 : edits(a, b);
}

/** How many characters have to be put in, taken out or replaced to make one of the other (Levenshtein). */
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
