import type { IConstruct } from 'constructs';
import { DefaultTokenResolver, StringConcat, Tokenization } from './framework';

/** A value with its references written out in Terraform's syntax, such as `${var.name}`. */
export function expressionOf(value: unknown, scope: IConstruct): string | undefined {
  if (value === undefined) return undefined;
  const resolver = new DefaultTokenResolver(new StringConcat());
  return String(Tokenization.resolve(value, { scope, resolver }));
}
