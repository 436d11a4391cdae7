import { PROTOCOL, ROWS, type AnsweredName, type Scalar, type ValueOf } from '../attributes';
import { quoted } from '../text/quoted';
import { isRecord } from '../text/json';
import { type Read } from './read';
import { METHOD_TAG } from './request';
import { isUuid } from './routes';

/** An auth method in Datadog's answers. It has no secret; an audience or scope without a value is `null`. */
export interface AuthMethod {
  readonly id: string;
  readonly attributes: { readonly [Name in AnsweredName]: ValueOf<Name> | null };
}

/** The JSON object of an auth method, in an answer's `data` and in the list's `included`. */
export function methodObject(method: AuthMethod) {
  return { id: method.id, type: METHOD_TAG, attributes: method.attributes };
}

export function answerBody(method: AuthMethod) {
  return { data: methodObject(method) };
}

/** Reads the answer to POST, GET and PATCH. Ignores unknown attributes. */
export function readAnswer(body: unknown): Read<AuthMethod> {
  return isRecord(body) ? readMethodObject(body.data) : { problem: 'is not a JSON object' };
}

export function readMethodObject(data: unknown): Read<AuthMethod> {
  if (!isRecord(data) || !isRecord(data.attributes)) return { problem: 'contains no auth method' };
  if (data.type !== METHOD_TAG) return { problem: `has the type ${valueText(data.type)}, not ${METHOD_TAG}` };
  if (typeof data.id !== 'string' || !isUuid(data.id)) return { problem: 'has no UUID in "id"' };
  const attributes: Record<string, Scalar | null> = {};
  for (const row of ROWS.filter((candidate) => candidate.in.includes('answer'))) {
    const answered = data.attributes[row.wire as string] ?? null;
    // An empty text of an attribute that can be cleared means unset, as null does.
    const value = answered === '' && row.clearable ? null : answered;
    if (value === null ? !row.clearable : typeof value !== row.type)
      return { problem: `has no ${row.type} in "${row.wire}"` };
    // JSON can contain half a surrogate pair. Terraform's UTF-8 replaces it, so it is replaced here too.
    attributes[row.wire as string] =
      typeof value === 'string' ? Buffer.from(value).toString() : (value as Scalar | null);
  }
  if (attributes.protocol !== PROTOCOL)
    return {
      problem: `has the protocol ${valueText(attributes.protocol)}, which this version does not know`,
    };
  return { value: { id: data.id, attributes: attributes as AuthMethod['attributes'] } };
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? quoted(value) : typeof value;
}
