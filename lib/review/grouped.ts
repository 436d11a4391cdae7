/** What has the same key, in order. What has none is in no group. */
export function groupedBy<One>(
  all: readonly One[],
  keyOf: (one: One) => string | undefined,
): ReadonlyMap<string | undefined, readonly One[]> {
  const groups = new Map<string | undefined, One[]>();
  for (const one of all) {
    const key = keyOf(one);
    if (key !== undefined) groups.set(key, groups.get(key) ?? []);
    groups.get(key)?.push(one);
  }
  return groups;
}
