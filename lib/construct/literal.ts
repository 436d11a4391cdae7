import { Token } from './framework';

/**
 * Whether a value is known at synth. A reference is not, and neither is a string that contains one: the
 * framework's token, or an expression in Terraform's own syntax (`${…}`, `%{…}`).
 */
export function isLiteral(value: unknown): boolean {
  return !Token.isUnresolved(value) && !(typeof value === 'string' && /(?<!\$)\$\{|(?<!%)%\{/.test(value));
}
