import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import { type TerraformResource, TerraformStack } from './framework';
import type { Hook } from './hook';

const PROVIDER_ID = 'change-hooks-null-provider';

/** The resource of a change hook: a `null_resource`, with the provider that it needs. */
export function hookResource(scope: TerraformResource, id: string, hook: Hook): TerraformResource {
  const stack = TerraformStack.of(scope);
  if (!stack.node.tryFindChild(PROVIDER_ID)) new SpareNullProvider(stack, PROVIDER_ID);
  return new NullResource(scope, id, hook);
}

/**
 * A null provider for a stack that has none. The stack may get its own after the hook, and Terraform refuses
 * two of the same alias, so this one appears only when it is needed.
 */
class SpareNullProvider extends NullProvider {
  public override toTerraform(): object {
    return this.isNeeded() ? (super.toTerraform() as object) : {};
  }

  public override toHclTerraform(): object {
    return this.isNeeded() ? (super.toHclTerraform() as object) : {};
  }

  private isNeeded(): boolean {
    return !TerraformStack.of(this)
      .allProviders()
      .some((other) => other !== this && other.terraformResourceType === NullProvider.tfResourceType);
  }
}
