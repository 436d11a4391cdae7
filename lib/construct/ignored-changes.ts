import { type AttributeRow, ROWS } from '../attributes';
import { secretIgnored, unknownIgnoredAttributes } from './errors';
import type { TerraformResourceLifecycle } from './framework';
import { isLiteral } from './literal';

/**
 * The lifecycle with Terraform's names in `ignoreChanges`, where people may write those in TypeScript too.
 */
export function withTerraformNames(
  lifecycle: TerraformResourceLifecycle | undefined,
): TerraformResourceLifecycle | undefined {
  if (!Array.isArray(lifecycle?.ignoreChanges)) return lifecycle;
  const names = lifecycle.ignoreChanges.map((name) => rowOf(name)?.terraform ?? name);
  return { ...lifecycle, ignoreChanges: [...new Set(names)] };
}

/** What is wrong with the names in `ignoreChanges`. */
export function wrongIgnoredChanges(lifecycle: TerraformResourceLifecycle | undefined): string[] {
  if (!Array.isArray(lifecycle?.ignoreChanges)) return [];
  const names: readonly string[] = lifecycle.ignoreChanges.filter(isLiteral);
  const unknown = names.filter((name) => !ROWS.some((row) => row.terraform === name));
  const secret = names.filter((name) => rowOf(name)?.writeOnly);
  return [
    ...(unknown.length > 0 ? [unknownIgnoredAttributes(unknown)] : []),
    ...(secret.length > 0 ? [secretIgnored()] : []),
  ];
}

function rowOf(name: string): AttributeRow | undefined {
  return ROWS.find((row) => row.property === name || row.terraform === name);
}
