import { AUTH_METHOD_TYPE, type AttributeName } from '../attributes';
import type { Agreement } from '../drift/judge';
import { isRecord, parseJson } from '../text/json';
import { brokenCode } from './errors';
import type { ByName } from './plan';

/** The synthesized code of a stack's auth methods, by their names in Terraform. */
export type Code = ReadonlyMap<string, MethodCode>;

export interface MethodCode {
  /** Such as `webhooks/payments`; undefined when the code is not CDKTF's. */
  readonly constructPath?: string;
  readonly agreement: (attribute: AttributeName) => Agreement;
}

/** An auth method in `cdk.tf.json`. */
interface MethodJson {
  readonly lifecycle?: { readonly ignore_changes?: 'all' | readonly string[] };
  readonly '//'?: { readonly metadata?: { readonly path?: string } };
}

/**
 * Reads a stack's `cdk.tf.json`.
 *
 * @throws ReviewError when it is no JSON object
 */
export function readCode(text: string): Code {
  const document = parseJson(text);
  if (!isRecord(document)) throw brokenCode();
  const { resource } = document as { resource?: ByName<ByName<MethodJson>> };
  return new Map(
    Object.entries(resource?.[AUTH_METHOD_TYPE] ?? {}).map(([name, method]) => [name, methodCode(method)]),
  );
}

function methodCode({ lifecycle, '//': comment }: MethodJson): MethodCode {
  const ignored = lifecycle?.ignore_changes ?? [];
  return {
    constructPath: comment?.metadata?.path,
    agreement: (attribute) => (ignored === 'all' || ignored.includes(attribute) ? 'ignores' : 'agrees'),
  };
}
