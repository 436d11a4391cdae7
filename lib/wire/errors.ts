import { isRecord } from '../text/json';

/** The body of an error. */
export function errorBody(texts: readonly string[]) {
  return { errors: texts };
}

/** The error texts in a body; none if the body does not have Datadog's format. */
export function readErrors(body: unknown): readonly string[] {
  if (!isRecord(body) || !Array.isArray(body.errors)) return [];
  return body.errors.filter((text): text is string => typeof text === 'string');
}
