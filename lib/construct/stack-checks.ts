import type { IConstruct } from 'constructs';
import { duplicateAddresses } from './duplicate-ids';
import { duplicateNames } from './duplicate-names';
import { TerraformStack } from './framework';
import { wrongSecrets } from './stack-secrets';

const checked = new WeakSet<TerraformStack>();

/** Makes the stack of this construct report what its constructs cannot know alone. */
export function checkStackOf(construct: IConstruct): void {
  const stack = TerraformStack.of(construct);
  if (checked.has(stack)) return;
  checked.add(stack);
  stack.node.addValidation({
    validate: () => [...wrongSecrets(stack), ...duplicateAddresses(stack), ...duplicateNames(stack)],
  });
}
