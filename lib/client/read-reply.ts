import { ROWS } from '../attributes';
import { parseJson } from '../text/json';
import { readErrors } from '../wire/errors';
import { isProblem, type Read } from '../wire/read';
import type { HttpReply, HttpRequest } from './http';
import type { Fault, Operation } from './retry-policy';

export interface ApiRequest extends HttpRequest {
  readonly operation: Operation;
  /** The status of a success. */
  readonly success: number;
}

/**
 * How Datadog reports that an auth method does not exist. Any other 404 may come from a gateway, or mean that
 * the path of the base URL is wrong.
 */
const ABSENCE = /auth method.* not (exist|found)/i;

/**
 * The value of an answer, or why it has none.
 *
 * @param redact masks secrets in error texts. It has to run before a text is changed: a part of a secret is
 *   not found.
 */
export function readReply<Value>(
  { operation, success }: ApiRequest,
  { status, headers, text }: HttpReply,
  read: (body: unknown) => Read<Value>,
  redact: (text: string) => string,
): { readonly value: Value } | { readonly fault: Fault } {
  const body = parseJson(text);
  if (status !== success) {
    const errors = readErrors(body).map(redact);
    return { fault: { ...refusal(operation, status, errors), date: Date.parse(String(headers.date)) } };
  }
  if (body === undefined && operation !== 'delete')
    return { fault: { kind: 'garbled', problem: text === '' ? 'is empty' : 'is not JSON' } };
  const answer = read(body);
  return isProblem(answer) ? { fault: { kind: 'strange', ...answer } } : answer;
}

function refusal(operation: Operation, status: number, errors: readonly string[]) {
  const mentions = (text: RegExp) => errors.some((error) => text.test(error));
  const names = ROWS.flatMap(({ wire }) => wire ?? []);
  const attribute = status === 409 ? 'name' : names.find((name) => mentions(new RegExp(`\\b${name}\\b`)));
  const isAboutId = operation !== 'create' && operation !== 'list';
  const isAbsent = status === 404 && isAboutId && mentions(ABSENCE);
  return { kind: 'status' as const, status, errors, attribute, isAbsent };
}
