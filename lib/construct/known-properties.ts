import { unknownProperty } from './errors';
import type { TerraformMetaArguments } from './framework';
import type { Row } from './row-values';

const META_ARGUMENTS: Readonly<Record<keyof TerraformMetaArguments, true>> = {
  connection: true,
  count: true,
  dependsOn: true,
  forEach: true,
  lifecycle: true,
  provider: true,
  provisioners: true,
};

/** The names of the properties that each resource and data source has. */
export const META_PROPERTIES: readonly string[] = Object.keys(META_ARGUMENTS);

/**
 * A message for each property of a config that has no effect. TypeScript may not have checked the code.
 *
 * @param others properties that have no row
 */
export function unknownProperties(
  config: object,
  rows: readonly Pick<Row, 'property'>[],
  others: readonly string[],
): string[] {
  const known = [...rows.map(({ property }) => property), ...others];
  return Object.entries(config)
    .filter(([name, value]) => value !== undefined && !known.includes(name))
    .map(([name]) => unknownProperty(name, nearest(name, known), known));
}

/** The known name that contains this one or is contained in it, or else begins like it. */
function nearest(name: string, known: readonly string[]): string | undefined {
  const wrong = name.toLowerCase();
  const near = known.map((right) => ({ right, length: commonLength(wrong, right.toLowerCase()) }));
  near.sort((a, b) => b.length - a.length || a.right.length - b.right.length);
  return near[0] && near[0].length >= 4 ? near[0].right : undefined;
}

function commonLength(a: string, b: string): number {
  if (a.includes(b) || b.includes(a)) return Math.min(a.length, b.length);
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
