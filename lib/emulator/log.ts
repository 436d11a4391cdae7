import { SECRET } from '../attributes';
import { MASK, type Secrets } from '../text/secrets';
import { escapeUnsafe } from '../text/unsafe';
import { readErrors } from '../wire/errors';
import { credentialsIn } from './access';
import type { Request } from './handle';
import type { FinishedRequest } from './requests';

/** How many levels of a body are shown. Datadog's have three; a very deep one would exhaust the stack. */
const DEEPEST = 20;

/** The line for a request. Adds the secrets in the request to `secrets`, and masks them all. */
export function logLine(finished: FinishedRequest, request: Request, secrets: Secrets): string {
  for (const secret of [...Object.values(credentialsIn(request.headers)), ...secretsIn(finished.body)])
    secrets.add(secret);
  const words = [
    clock(finished.startedAt),
    finished.method,
    secrets.mask(finished.query ? `${finished.path}?${finished.query}` : finished.path),
    finished.status || '-',
    `${Math.round(finished.durationMs)} ms`,
  ];
  if (request.content.kind === 'json') words.push(JSON.stringify(maskedBody(finished.body, secrets)));
  if (request.content.kind === 'not JSON') words.push('(not JSON)');
  if (finished.fault !== undefined) words.push(`(fault ${finished.fault})`);
  const errors = readErrors(finished.answer).join(' ');
  if (errors) words.push('-', secrets.mask(errors));
  return escapeUnsafe(words.join(' '));
}

/** The line for a connection that was reset before its first request. */
export function refusalLine(at: Date): string {
  return `${clock(at)} a connection (fault refuse)`;
}

function clock(at: Date): string {
  return at.toTimeString().slice(0, 8);
}

function isSecretName(name: string): boolean {
  // A misspelt name is refused, but its value is still a secret.
  return name === SECRET || /secret|password|api_?key|app_?key/i.test(name);
}

function secretsIn(body: unknown, depth = 0): string[] {
  if (depth > DEEPEST || typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]: [string, unknown]) =>
    isSecretName(name) && typeof value === 'string' ? [value] : secretsIn(value, depth + 1),
  );
}

function maskedBody(value: unknown, secrets: Secrets, depth = 0): unknown {
  if (typeof value === 'string') return secrets.mask(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return '…';
  if (Array.isArray(value)) return value.map((item) => maskedBody(item, secrets, depth + 1));
  const entries = Object.entries(value).map(([name, item]: [string, unknown]) => [
    secrets.mask(name),
    isSecretName(name) && item !== null ? MASK : maskedBody(item, secrets, depth + 1),
  ]);
  return Object.fromEntries(entries) as unknown;
}
