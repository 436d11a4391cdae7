/** In characters; longer ids are cut. They become part of Terraform's addresses, which people type. */
const LONGEST = 60;

/**
 * A unique construct id for each name. Ids have only letters, digits and dashes: cdktf omits other characters
 * from Terraform's name, so two ids that differ in those alone would become one resource.
 */
export function constructIds(names: readonly string[]): readonly string[] {
  // constructs treats this id as an existing child.
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
  // A name in Terraform has to begin with a letter.
  return /^[a-z]/.test(id) ? id : ['auth-method', id].filter(Boolean).join('-');
}
