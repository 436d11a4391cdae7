/** What a template refers to, step by step: `var.secrets[each.key]` is `var`, `secrets`, {@link ANY}. */
export type Reference = readonly [root: string, ...steps: string[]];

/** A step that is known only when Terraform runs. */
export const ANY = '*';

/** Stands for what is a reference or consists of references. No expression can contain it. */
const PLACE = '\u0000';

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

/** What leaves references alone what they are. */
const REDUCTIONS = [
  // Reads a part of one.
  `${PLACE}(?:${STEP}|\\[\\s*${PLACE}\\s*\\])`,
  // Calls a function with nothing else than references.
  `${START}${NAME}(?:::${NAME})*\\(\\s*${PLACE}(?:\\s*,\\s*${PLACE})*\\s*\\)`,
  `${START}(?:lookup|element)\\(\\s*${PLACE}\\s*,\\s*(?:${KEY})(?:\\s*,\\s*${PLACE})?\\s*\\)`,
  `(?<![\\p{ID_Continue}${PLACE}-])\\(\\s*${PLACE}\\s*\\)`,
  `"(?:\\$\\{\\s*${PLACE}\\s*\\})+"`,
].map((pattern) => new RegExp(pattern, 'gu'));

const ONLY_REFERENCES = new RegExp(`^(?:\\$\\{\\s*${PLACE}\\s*\\})+$`, 'u');

/**
 * The references of a template in Terraform's syntax. Undefined if it has anything else in it that could be a
 * part of its value, or if it is not understood: `prefix-${var.x}`, `${join("", ["a", var.x])}`.
 */
export function referencesIn(template: string): readonly Reference[] | undefined {
  if (template.includes(PLACE)) return undefined;
  const references: Reference[] = [];
  let rest = template.replace(REFERENCE, (text) => {
    references.push(referenceOf(text));
    return PLACE;
  });
  for (let before = ''; before !== rest;) {
    before = rest;
    for (const pattern of REDUCTIONS) rest = rest.replace(pattern, PLACE);
  }
  return ONLY_REFERENCES.test(rest) ? references : undefined;
}

function referenceOf(text: string): Reference {
  const [root] = ROOT.exec(text) ?? [''];
  const steps = [...text.slice(root.length).matchAll(STEPS)];
  return [root, ...steps.map(([, name, key, index]) => name ?? key ?? index ?? ANY)];
}
