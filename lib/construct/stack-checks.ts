import type { IConstruct } from 'constructs';
import { wrongOverride } from './checked-values';
import { duplicateAddresses } from './duplicate-ids';
import { duplicateNames } from './duplicate-names';
import { TerraformStack } from './framework';
import { renderedStack } from './stack-blocks';
import { wrongSecret } from './stack-secrets';

const checked = new WeakSet<TerraformStack>();

/** Makes the stack of this construct report what its constructs cannot know alone. */
export function checkStackOf(construct: IConstruct): void {
  const stack = TerraformStack.of(construct);
  if (checked.has(stack)) return;
  checked.add(stack);
  stack.node.addValidation({
    validate: () => {
      const rendered = renderedStack(stack);
      return [
        ...rendered.blocks.flatMap((block) =>
          block.rows.flatMap((row) => [
            ...wrongSecret(row, block, rendered.json),
            ...wrongOverride(row, block),
          ]),
        ),
        ...duplicateAddresses(rendered),
        ...duplicateNames(stack, rendered),
      ];
    },
  });
}
