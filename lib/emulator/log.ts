import { MASK, type Secrets } from '../text/secrets';
import { escapeUnsafe } from '../text/unsafe';
import { readErrors } from '../wire/errors';
import { credentialsIn } from './access';
import type { Request } from './handle';
import type { FinishedRequest } from './requests';

/** The line for a request. Adds the secrets in the request to `secrets`, and masks them all. */
export function logLine(finished: FinishedRequest, request: Request, secrets: Secrets): string {
  for (const credential of Object.values(credentialsIn(request.headers))) secrets.add(credential);
  const body = request.content.kind === 'json' ? maskedJson(finished.body, secrets) : '';
  const words = [
    finished.startedAt.toTimeString().slice(0, 8),
    finished.method,
    secrets.mask(finished.query ? `${finished.path}?${finished.query}` : finished.path),
    finished.status || '-',
    `${Math.round(finished.durationMs)} ms`,
  ];
  if (body) words.push(body);
  if (request.content.kind === 'not JSON') words.push('(not JSON)');
  if (finished.fault !== undefined) words.push(`(fault ${finished.fault})`);
  const errors = readErrors(finished.answer).join(' ');
  if (errors) words.push('-', secrets.mask(errors));
  return escapeUnsafe(words.join(' '));
}

/** A body in which no secret can be read. Adds what has the name of one to `secrets`. */
function maskedJson(body: unknown, secrets: Secrets): string {
  try {
    const json = JSON.stringify(body, (name, value: unknown) => {
      // A misspelt name is refused, but its value is still a secret.
      if (value === null || !/secret|password|api_?key|app_?key/i.test(name)) return value;
      if (typeof value === 'string') secrets.add(value);
      return MASK;
    });
    return secrets.mask(json);
  } catch {
    // A very deep body exhausts the stack.
    return '(nested too deeply)';
  }
}
