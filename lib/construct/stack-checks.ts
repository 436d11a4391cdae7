import type { IConstruct } from 'constructs';
import { wrongValue } from './checked-values';
import { duplicateAddress } from './errors';
import { TerraformStack } from './framework';
import { renderedStack, type RenderedStack } from './stack-blocks';
import { wrongSecret } from './stack-secrets';

const checked = new WeakSet<TerraformStack>();

/** Makes the stack of this construct check what it renders, with every override. */
export function checkStackOf(construct: IConstruct): void {
  const stack = TerraformStack.of(construct);
  if (checked.has(stack)) return;
  checked.add(stack);
  stack.node.addValidation({
    validate: () => {
      const { json, blocks, owners } = renderedStack(stack);
      return [
        ...blocks.flatMap((block) =>
          block.rows.flatMap((row) => [...wrongSecret(row, block, json), ...wrongValue(row, block)]),
        ),
        ...duplicateAddresses(owners),
      ];
    },
  });
}

/** Each construct that would replace an earlier one in cdk.tf.json. */
function duplicateAddresses(owners: RenderedStack['owners']): string[] {
  const taken = new Map<string, string>();
  return owners.flatMap(([address, { node }]) => {
    const earlier = taken.get(address);
    if (earlier === undefined) taken.set(address, node.path);
    return earlier === undefined || address.startsWith('provider.')
      ? []
      : [duplicateAddress(node.path, earlier, address)];
  });
}
