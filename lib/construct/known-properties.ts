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

/** The first known name that contains the longest part of this one, from its beginning on. */
function nearest(name: string, known: readonly string[]): string | undefined {
  for (let length = name.length; length >= 4; length--) {
    const part = name.slice(0, length).toLowerCase();
    const near = known.find((right) => right.toLowerCase().includes(part));
    if (near !== undefined) return near;
  }
  return undefined;
}
