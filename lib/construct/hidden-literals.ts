import type { IConstruct } from 'constructs';
import { isConstant } from './constant';
import { TerraformElement, TerraformStack } from './framework';
import { isLiteral } from './literal';
import type { Row, Values } from './row-values';
import { expressionOf } from './tokens';

/**
 * The secrets that are literals only in cdk.tf.json: a lazy value or an override gives them, a function has
 * them as its argument, or a local or the default of a variable is one.
 *
 * @param given the values that code set, whose plain literals are reported elsewhere
 * @param rendered the values by their names in Terraform
 * @param message the message for a row; the origin is the middle of a sentence after the property's name
 */
export function hiddenLiterals<R extends Row>(
  rows: readonly R[],
  given: object,
  rendered: Values,
  scope: IConstruct,
  message: (row: R, origin: string) => string,
): string[] {
  return rows.flatMap((row) => {
    const value = (given as Values)[row.property];
    if (value !== undefined && isLiteral(value)) return [];
    const origin = literalOrigin(rendered[row.terraform], scope);
    return origin === undefined ? [] : [message(row, origin)];
  });
}

/** How many locals may refer to one another until the last one is a literal. */
const LONGEST_CHAIN = 10;

function literalOrigin(value: unknown, scope: IConstruct, chain = 0): string | undefined {
  if (value === undefined || value === null || value === '' || chain > LONGEST_CHAIN) return undefined;
  const expression = expressionOf(value, scope) ?? '';
  if (expression === '') return undefined;
  if (isConstant(expression)) return 'is a literal';
  const [, kind, name] = /^\$\{(var|local)\.([\w-]+)\}$/.exec(expression) ?? [];
  if (name === undefined) return undefined;
  const element = elementNamed(TerraformStack.of(scope), name, kind === 'var' ? 'variable' : 'locals');
  if (!element) return undefined;
  const rendered = renderedOf(element);
  if (kind === 'local')
    return (
      literalOrigin(rendered.locals?.[name], element, chain + 1) &&
      `comes from the local ${name}, which is a literal`
    );
  return (
    literalOrigin(rendered.variable?.[name]?.default, element, chain + 1) &&
    `comes from the variable ${name}, whose default is a literal`
  );
}

interface Rendered {
  readonly variable?: Readonly<Record<string, { readonly default?: unknown } | undefined>>;
  readonly locals?: Values;
}

function renderedOf(element: TerraformElement): Rendered {
  return element.toTerraform() as Rendered;
}

// Searches a stack of a thousand secrets once, not a thousand times.
const found = new WeakMap<TerraformStack, ReadonlyMap<string, TerraformElement>>();

function elementNamed(
  stack: TerraformStack,
  name: string,
  kind: keyof Rendered,
): TerraformElement | undefined {
  const known = found.get(stack)?.get(`${kind} ${name}`);
  if (known?.friendlyUniqueId === name) return known;
  const elements = new Map<string, TerraformElement>();
  for (const element of stack.node.findAll()) {
    if (!TerraformElement.isTerraformElement(element) || TerraformStack.of(element) !== stack) continue;
    // Looks at what it renders: with two copies of the framework, `instanceof` knows only half of them.
    if ('terraformResourceType' in element) continue;
    const rendered = renderedOf(element);
    for (const kind of ['variable', 'locals'] as const)
      if (rendered[kind]) elements.set(`${kind} ${element.friendlyUniqueId}`, element);
  }
  found.set(stack, elements);
  return elements.get(`${kind} ${name}`);
}
