import { AUTH_METHOD_TYPE } from '../attributes';
import { duplicateAddress } from './errors';
import { TerraformElement, TerraformStack } from './framework';

/** What of ours a stack renders, by its type and its name in Terraform. */
type Rendered = Partial<Record<'resource' | 'data', Record<string, Record<string, unknown> | undefined>>>;

/** Each auth method and data source of the stack that would replace an earlier one in cdk.tf.json. */
export function duplicateAddresses(stack: TerraformStack): string[] {
  const taken = new Map<string, string>();
  return stack.node.findAll().flatMap((element) => {
    if (!isAuthMethod(element) || TerraformStack.of(element) !== stack) return [];
    const name = element.friendlyUniqueId;
    const rendered = element.toTerraform() as Rendered;
    const kind = (['resource', 'data'] as const).find((kind) => rendered[kind]?.[AUTH_METHOD_TYPE]?.[name]);
    // A construct that moved away leaves no resource.
    if (kind === undefined) return [];
    const address = `${kind === 'data' ? 'data.' : ''}${AUTH_METHOD_TYPE}.${name}`;
    const earlier = taken.get(address);
    if (earlier !== undefined) return [duplicateAddress(element.node.path, earlier, address)];
    taken.set(address, element.node.path);
    return [];
  });
}

function isAuthMethod(construct: unknown): construct is TerraformElement {
  return (
    TerraformElement.isTerraformElement(construct) &&
    (construct as { terraformResourceType?: string }).terraformResourceType === AUTH_METHOD_TYPE
  );
}
