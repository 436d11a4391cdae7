import { ROWS } from '../attributes';
import { secretIgnored } from './errors';
import type { TerraformResourceLifecycle } from './framework';

/**
 * The lifecycle with Terraform's names in `ignoreChanges`, where people may write those in TypeScript too.
 */
export function withTerraformNames(
  lifecycle: TerraformResourceLifecycle | undefined,
): TerraformResourceLifecycle | undefined {
  if (!Array.isArray(lifecycle?.ignoreChanges)) return lifecycle;
  const terraformName = (name: string) => ROWS.find((row) => row.property === name)?.terraform ?? name;
  return { ...lifecycle, ignoreChanges: lifecycle.ignoreChanges.map(terraformName) };
}

/** Terraform refuses a name that no attribute has, and accepts the secret. */
export function wrongIgnoredChanges(lifecycle: TerraformResourceLifecycle | undefined): string[] {
  const names = [lifecycle?.ignoreChanges ?? []].flat();
  return ROWS.some((row) => row.writeOnly && names.includes(row.terraform)) ? [secretIgnored()] : [];
}
