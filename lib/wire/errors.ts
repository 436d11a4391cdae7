import { isRecord } from '../text/json';

/** In characters. To search megabytes for secrets would take a minute. */
const LONGEST_TEXTS = 64 * 1024;

/** The body of an error. */
export function errorBody(texts: readonly string[]) {
  return { errors: texts };
}

/** The error texts in a body, or that they are too long; none if the body does not have Datadog's format. */
export function readErrors(body: unknown): readonly string[] {
  if (!isRecord(body) || !Array.isArray(body.errors)) return [];
  const texts = body.errors.filter((text): text is string => typeof text === 'string');
  return texts.join().length > LONGEST_TEXTS ? ['The error text is too long to show'] : texts;
}
