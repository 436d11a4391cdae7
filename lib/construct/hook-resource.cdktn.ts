import { DataResource, type TerraformResource } from './framework';
import type { Hook } from './hook';

/**
 * The resource of a change hook: `terraform_data`, which Terraform and OpenTofu have built in. The build of
 * cdktn-datadog-webhooks puts this file in place of the one for cdktf.
 */
export function hookResource(scope: TerraformResource, id: string, hook: Hook): TerraformResource {
  const { triggers, ...rest } = hook;
  return new DataResource(scope, id, { ...rest, triggersReplace: triggers });
}
