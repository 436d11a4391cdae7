import { duplicateAddress } from './errors';
import type { RenderedStack } from './stack-blocks';

/** Each auth method and data source of the stack that would replace an earlier one in cdk.tf.json. */
export function duplicateAddresses({ owners }: RenderedStack): string[] {
  const taken = new Map<string, string>();
  return owners.flatMap(([address, { node }]) => {
    const earlier = taken.get(address);
    if (earlier === undefined) taken.set(address, node.path);
    return earlier === undefined || address.startsWith('provider.')
      ? []
      : [duplicateAddress(node.path, earlier, address)];
  });
}
