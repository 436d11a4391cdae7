import { Token } from './framework';

/**
 * Whether a value is known at synth. A reference is not, nor is a string with one in it, be it cdktf's token or
 * written by hand in Terraform's own way (`${…}`, `%{…}`).
 */
export function isLiteral(value: unknown): boolean {
  return !Token.isUnresolved(value) && !(typeof value === 'string' && /(?<!\$)\$\{|(?<!%)%\{/.test(value));
}
