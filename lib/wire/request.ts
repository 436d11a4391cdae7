import { ROWS, type SentName, type ValueOf } from '../attributes';
import { isRecord } from '../text/json';
import { type Read } from './read';

/** The type of auth methods of this protocol, in requests and answers. A PATCH without it is answered 400. */
export const METHOD_TAG = 'webhooks-auth-method-oauth2-client-credentials';

/** The attributes in a POST or PATCH: an absent one keeps its value, `null` clears it. */
export type SentAttributes = { readonly [Name in SentName]?: ValueOf<Name> | null };

export interface RequestBody {
  readonly data: { readonly type: typeof METHOD_TAG; readonly attributes: SentAttributes };
}

export function requestBody(attributes: SentAttributes): RequestBody {
  return { data: { type: METHOD_TAG, attributes } };
}

/** Reads the body of a POST (`create`) or PATCH (`patch`) as strictly as Datadog does. */
export function readRequest(body: unknown, kind: 'create' | 'patch'): Read<SentAttributes> {
  if (!isRecord(body) || !isRecord(body.data)) return { problem: 'has no object "data"' };
  if (body.data.type !== METHOD_TAG)
    return { problem: `does not have the type ${METHOD_TAG} in "data.type"` };
  const attributes = body.data.attributes;
  if (!isRecord(attributes)) return { problem: 'has no object "data.attributes"' };
  const rows = ROWS.filter((row) => row.in.includes(kind));
  const unknown = Object.keys(attributes).find((name) => !rows.some((row) => row.wire === name));
  if (unknown !== undefined) return { problem: `has the unknown attribute "${unknown}"` };
  for (const row of rows) {
    const value = attributes[row.wire as string];
    // The secret is optional in the provider's configuration only: Datadog requires it in every POST.
    const isRequired = kind === 'create' && !row.clearable;
    if (value === undefined && isRequired) return { problem: `lacks the required attribute "${row.wire}"` };
    if (value === null && !row.clearable)
      return { problem: `has null for "${row.wire}", which cannot be cleared` };
    if (value !== undefined && value !== null && typeof value !== row.type)
      return { problem: `has no ${row.type} in "${row.wire}"` };
  }
  return { value: attributes };
}
