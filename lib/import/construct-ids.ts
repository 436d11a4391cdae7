/** Longer ones are cut; Terraform's addresses are made of them, and people have to type those. */
const LONGEST = 60;

/**
 * A construct id for each name, all different. cdktf makes Terraform's name from it by leaving out what may not stand
 * there, so that two ids which differ in that alone would be one resource: these are made of letters, digits and
 * dashes only.
 */
export function constructIds(names: readonly string[]): readonly string[] {
  // The one such word that constructs takes for a child that is there already.
  const taken = new Set(['constructor']);
  const next = new Map<string, number>();
  return names.map((name) => {
    const id = idOf(name);
    let [free, number] = [id, next.get(id) ?? 2];
    while (taken.has(free)) free = `${id}-${number++}`;
    next.set(id, number);
    taken.add(free);
    return free;
  });
}

function idOf(name: string): string {
  const letters = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = letters.match(/[a-z0-9]+/g) ?? [];
  const id = words.join('-').slice(0, LONGEST).replace(/-$/, '');
  // A name in Terraform begins with a letter.
  return /^[a-z]/.test(id) ? id : ['auth-method', id].filter(Boolean).join('-');
}
