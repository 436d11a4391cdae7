import { isRecord } from '../text/json';

/** The body of every refusal. */
export function errorBody(texts: readonly string[]) {
  return { errors: texts };
}

/** The texts of a refusal; none when the body is not Datadog's (a proxy's HTML, nothing at all). */
export function readErrors(body: unknown): readonly string[] {
  if (!isRecord(body) || !Array.isArray(body.errors)) return [];
  return body.errors.filter((text): text is string => typeof text === 'string');
}
