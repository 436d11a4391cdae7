/** What a template refers to, step by step: `var.secrets[each.key]` is `var`, `secrets`, {@link ANY}. */
export type Reference = readonly [root: string, ...steps: string[]];

/** A step that is known only when Terraform runs. */
export const ANY = '*';

/**
 * Stands for what is a reference or consists of references, with their numbers. No expression can contain it.
 */
const PLACE = '\u0000[\\d ]+\u0001';

/** As Terraform reads it, in the letters of every script. */
const NAME = '[\\p{ID_Start}_][\\p{ID_Continue}-]*';
/** No name and no part of a reference is before it. */
const START = '(?<![\\p{ID_Continue}.:-])';
/** The value of a key or an index shows nothing of the secret. */
const KEY = `"[^"\\\\$%]*"|\\d+|each\\s*\\.\\s*key|count\\s*\\.\\s*index|\\*`;
const STEP = `\\s*\\.\\s*(?:${NAME}|\\d+|\\*)|\\[\\s*(?:${KEY})\\s*\\]`;

const REFERENCE = new RegExp(
  '(?<![\\p{ID_Continue}.:"-])(?!(?:path|self|terraform|count)\\s*\\.|each\\s*\\.\\s*key)' +
    `${NAME}(?:${STEP})+`,
  'gu',
);
const ROOT = new RegExp(`^${NAME}`, 'u');
const STEPS = new RegExp(`\\.\\s*(${NAME}|\\d+|\\*)|\\[\\s*(?:"([^"]*)"|(\\d+)|[^\\]]*)\\s*\\]`, 'gu');

/** What reads a part of a reference. A reference that is its key or its index is omitted. */
const PARTS = [
  [`(${PLACE})(?:${STEP}|\\[\\s*${PLACE}\\s*\\])`, '$1'],
  [
    `${START}(?:lookup|element)\\(\\s*(${PLACE})\\s*,\\s*(?:${KEY}|${PLACE})\\s*(,\\s*${PLACE}\\s*)?\\)`,
    'coalesce($1$2)',
  ],
].map(([pattern = '', part = '']) => [new RegExp(pattern, 'gu'), part] as const);

/** What leaves references alone what they are. */
const REDUCTIONS = [
  // Calls a function with nothing else than references.
  `${START}${NAME}(?:::${NAME})*\\(\\s*${PLACE}(?:\\s*,\\s*${PLACE})*\\s*\\)`,
  `(?<![\\p{ID_Continue}\u0001-])\\(\\s*${PLACE}\\s*\\)`,
  `"(?:\\$\\{\\s*${PLACE}\\s*\\})+"`,
].map((pattern) => new RegExp(pattern, 'gu'));

const ONLY_REFERENCES = new RegExp(`^(?:\\$\\{\\s*${PLACE}\\s*\\})+$`, 'u');

/**
 * The references of a template in Terraform's syntax, without those in keys and indexes. Undefined if it has
 * anything else in it that could be a part of its value, or if it is not understood: `prefix-${var.x}`,
 * `${join("", ["a", var.x])}`.
 */
export function referencesIn(template: string): readonly Reference[] | undefined {
  if (/[\u0000\u0001]/.test(template)) return undefined;
  const references: Reference[] = [];
  let rest = template.replace(REFERENCE, (text) => `\u0000${references.push(referenceOf(text)) - 1}\u0001`);
  for (let before = ''; before !== rest;) {
    before = rest;
    for (const [pattern, part] of PARTS) rest = rest.replace(pattern, part);
    for (const pattern of REDUCTIONS)
      rest = rest.replace(pattern, (text) => `\u0000${numbersIn(text)}\u0001`);
  }
  if (!ONLY_REFERENCES.test(rest)) return undefined;
  const left = new Set(numbersIn(rest).split(' '));
  return references.filter((_, number) => left.has(`${number}`));
}

/** The numbers of all places in a text. */
function numbersIn(text: string): string {
  return [...text.matchAll(/\u0000([\d ]+)\u0001/g)].map(([, numbers]) => numbers).join(' ');
}

function referenceOf(text: string): Reference {
  const [root] = ROOT.exec(text) ?? [''];
  const steps = [...text.slice(root.length).matchAll(STEPS)];
  return [root, ...steps.map(([, name, key, index]) => name ?? key ?? index ?? ANY)];
}
