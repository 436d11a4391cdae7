import { SECRET } from '../attributes';
import { readErrors } from '../wire/errors';
import { isObject } from '../wire/read';
import { presented } from './access';
import type { Request } from './handle';
import type { FinishedRequest } from './requests';

const MASK = '***';

type Masked = (text: string) => string;

/** The line for a request. It shows none of `secrets`, nor of those that the request itself came with. */
export function logLine(finished: FinishedRequest, request: Request, secrets: readonly string[]): string {
  const masked = masking([
    ...secrets,
    ...Object.values(presented(request.headers)),
    ...secretsIn(finished.body),
  ]);
  const words = [
    finished.startedAt.toTimeString().slice(0, 8),
    finished.method,
    maskedTarget(finished, masked),
    finished.status,
    `${Math.round(finished.durationMs)} ms`,
  ];
  if (request.content.kind === 'json') words.push(JSON.stringify(maskedBody(finished.body, masked)));
  if (request.content.kind === 'not JSON') words.push('(not JSON)');
  const errors = readErrors(finished.answer).join(' ');
  if (errors) words.push('-', masked(errors));
  return printable(words.join(' '));
}

function isSecretName(name: string): boolean {
  // A misspelt name is refused, and what stands under it is a secret all the same.
  return name === SECRET || /secret|password|api_?key|app_?key/i.test(name);
}

function secretsIn(body: unknown): string[] {
  if (Array.isArray(body)) return body.flatMap(secretsIn);
  if (!isObject(body)) return [];
  return Object.entries(body).flatMap(([name, value]) =>
    isSecretName(name) && typeof value === 'string' ? [value] : secretsIn(value),
  );
}

function masking(secrets: readonly string[]): Masked {
  const known = [...new Set(secrets)].filter(Boolean).sort((a, b) => b.length - a.length);
  // Within a longer text, a value of a few letters is a coincidence and no secret.
  return (text) =>
    known
      .filter((secret) => secret.length >= 4 || secret === text)
      .reduce((rest, secret) => rest.replaceAll(secret, MASK), text);
}

function maskedBody(value: unknown, masked: Masked): unknown {
  if (typeof value === 'string') return masked(value);
  if (Array.isArray(value)) return value.map((item) => maskedBody(item, masked));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, item]) => [
    masked(name),
    isSecretName(name) && item !== null ? MASK : maskedBody(item, masked),
  ]);
  return Object.fromEntries(entries) as unknown;
}

function maskedTarget({ path, query }: FinishedRequest, masked: Masked): string {
  const target = masked(query ? `${path}?${query}` : path);
  // A secret may be percent-encoded there; what has none in it is shown as it came.
  const parts = target.split(/([/?&=])/).map((part) => {
    const plain = decoded(part);
    return masked(plain) === plain ? part : masked(plain);
  });
  return parts.join('');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Not percent-encoded, then it reads as it stands.
    return part;
  }
}

/** A text without what steers a terminal or turns the reading direction. */
function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}
