import { AUTH_METHOD_TYPE, type AttributeName } from '../attributes';
import type { Agreement } from '../drift/judge';
import { brokenCode } from './errors';
import { readJson, type JsonReader } from './json-reader';

/** The synthesized code of a stack's auth methods, by their names in Terraform. */
export type Code = ReadonlyMap<string, MethodCode>;

export interface MethodCode {
  /** Such as `webhooks/payments`; undefined when the code is not CDKTF's. */
  readonly constructPath?: string;
  readonly agreement: (attribute: AttributeName) => Agreement;
}

/**
 * Reads a stack's `cdk.tf.json`.
 *
 * @throws ReviewError when it is broken
 */
export function readCode(text: string): Code {
  const methods = readJson(text, brokenCode).child('resource').members(AUTH_METHOD_TYPE);
  return new Map(methods.map(([name, method]) => [name, methodCode(method)]));
}

function methodCode(method: JsonReader): MethodCode {
  const lifecycle = method.child('lifecycle');
  const all = lifecycle.raw('ignore_changes') === 'all';
  const names = all ? [] : lifecycle.texts('ignore_changes');
  return {
    constructPath: method.child('//').child('metadata').optionalText('path'),
    agreement: (attribute) => (all || names.includes(attribute) ? 'ignores' : 'agrees'),
  };
}
