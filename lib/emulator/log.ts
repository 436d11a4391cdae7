import { SECRET } from '../attributes';
import { readErrors } from '../wire/errors';
import { presented } from './access';
import type { Request } from './handle';
import type { FinishedRequest } from './requests';

const MASK = '***';

/** How many levels of a body are shown: Datadog's have three, and one with very many would end the process. */
const DEEPEST = 20;

type Masked = (text: string) => string;

/** The line for a request. It shows none of `secrets`, nor of those that the request itself came with. */
export function logLine(finished: FinishedRequest, request: Request, secrets: readonly string[]): string {
  const masked = masking([
    ...secrets,
    ...Object.values(presented(request.headers)),
    ...secretsIn(finished.body),
  ]);
  const words = [
    clock(finished.startedAt),
    finished.method,
    masked(finished.query ? `${finished.path}?${finished.query}` : finished.path),
    finished.status || '-',
    `${Math.round(finished.durationMs)} ms`,
  ];
  if (request.content.kind === 'json') words.push(JSON.stringify(maskedBody(finished.body, masked)));
  if (request.content.kind === 'not JSON') words.push('(not JSON)');
  if (finished.fault !== undefined) words.push(`(fault ${finished.fault})`);
  const errors = readErrors(finished.answer).join(' ');
  if (errors) words.push('-', masked(errors));
  return printable(words.join(' '));
}

/** The line for a connection that was reset before there was a request. */
export function refusalLine(at: Date): string {
  return `${clock(at)} a connection (fault refuse)`;
}

function clock(at: Date): string {
  return at.toTimeString().slice(0, 8);
}

function isSecretName(name: string): boolean {
  // A misspelt name is refused, and what stands under it is a secret all the same.
  return name === SECRET || /secret|password|api_?key|app_?key/i.test(name);
}

function secretsIn(body: unknown, depth = 0): string[] {
  if (depth > DEEPEST || typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]: [string, unknown]) =>
    isSecretName(name) && typeof value === 'string' ? [value] : secretsIn(value, depth + 1),
  );
}

function masking(secrets: readonly string[]): Masked {
  // A refusal may quote one, and then escapes it.
  const forms = secrets.filter(Boolean).flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]);
  const known = [...new Set(forms)].sort((a, b) => b.length - a.length);
  // Within a longer text, a value of a few letters is a coincidence and no secret.
  const masked: Masked = (text) =>
    known
      .filter((secret) => secret.length >= 4 || secret === text)
      .reduce((rest, secret) => rest.replaceAll(secret, MASK), text);
  return (text) =>
    masked(text).replace(/[\w.~!*'()%-]*%[\w.~!*'()%-]*/g, (word) => {
      const plain = decoded(word);
      return masked(plain) === plain ? word : masked(plain);
    });
}

function decoded(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    // Not percent-encoded, then it reads as it stands.
    return word;
  }
}

function maskedBody(value: unknown, masked: Masked, depth = 0): unknown {
  if (typeof value === 'string') return masked(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEEPEST) return '…';
  if (Array.isArray(value)) return value.map((item) => maskedBody(item, masked, depth + 1));
  const entries = Object.entries(value).map(([name, item]: [string, unknown]) => [
    masked(name),
    isSecretName(name) && item !== null ? MASK : maskedBody(item, masked, depth + 1),
  ]);
  return Object.fromEntries(entries) as unknown;
}

/** A text without what steers a terminal or turns the reading direction. */
function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`,
  );
}
