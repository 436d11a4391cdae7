import { isDeepStrictEqual } from 'node:util';
import { isRecord } from '../../lib/text/json';
import { isUuid } from '../../lib/wire/routes';
import { auditedChanges } from './audited';
import { AUDIT_STEP, idOf, PREFIX, type Exchange } from './story';

/** A difference between the service and the emulator in one step of the story. */
export interface Difference {
  readonly step: string;
  readonly what: 'status' | 'content type' | 'rate limit' | 'body';
  readonly service: unknown;
  readonly emulator: unknown;
}

/** What differs, step by step. Ids, the names of runs and the texts of errors may differ. */
export function differences(service: readonly Exchange[], emulator: readonly Exchange[]): Difference[] {
  const ids = { service: createdId(service), emulator: createdId(emulator) };
  return service.flatMap((exchange, index) => compare(exchange, emulator[index] as Exchange, ids));
}

/** The id of the auth method that the story made. */
function createdId(exchanges: readonly Exchange[]): string | undefined {
  return idOf(exchanges.find(({ step }) => step === 'create')?.body);
}

type Ids = Readonly<Record<'service' | 'emulator', string | undefined>>;

function compare(service: Exchange, emulator: Exchange, ids: Ids): Difference[] {
  const views = {
    status: ({ status }: Exchange) => status,
    'content type': contentType,
    'rate limit': rateLimit,
    body: (exchange: Exchange) => bodyOf(exchange, exchange === service ? ids.service : ids.emulator),
  };
  return Object.entries(views).flatMap(([what, view]) => {
    const theirs = view(service);
    // A service without a limit sends no header about it.
    const ours = what === 'rate limit' && theirs === undefined ? undefined : view(emulator);
    if (isDeepStrictEqual(theirs, ours)) return [];
    return [{ step: service.step, what: what as keyof typeof views, service: theirs, emulator: ours }];
  });
}

/** Without parameters such as the character set. */
function contentType({ headers }: Exchange): string | undefined {
  return headers['content-type']?.split(';')[0]?.trim().toLowerCase();
}

/**
 * The form of the headers about a limit. Retries wait for the seconds in `-Reset`: a time of day would be a
 * larger number. `Retry-After` only comes with a refusal, which the story does not provoke.
 */
function rateLimit({ headers }: Exchange): object | undefined {
  const found = Object.entries(headers).filter(([name]) => name.startsWith('x-ratelimit-'));
  const form = (value: string) => (/^\d{1,9}$/.test(value) ? 'number' : 'text');
  const forms = found.map(([name, value]) => [name, form(value)] as const);
  return found.length > 0 ? Object.fromEntries(forms.sort()) : undefined;
}

/** The body as far as it has to be alike. */
function bodyOf({ step, status, body }: Exchange, id: string | undefined): unknown {
  if (status >= 400) return shape(body);
  if (step === AUDIT_STEP) return auditedChanges(body, id);
  return generalized(step.startsWith('list') ? oneAlone(body, id) : body);
}

/** An organisation may have other auth methods: their entries leave the list. */
function oneAlone(body: unknown, id: string | undefined): unknown {
  if (!isRecord(body)) return body;
  const kept = (list: unknown) =>
    Array.isArray(list) ? list.filter((entry) => isRecord(entry) && entry.id === id) : list;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, kept(value)]));
}

/** Every value stays, except ids and the names of runs. */
function generalized(body: unknown): unknown {
  return mapped(body, (value) => {
    if (typeof value !== 'string') return value;
    return isUuid(value) ? '<id>' : value.replace(new RegExp(`^${PREFIX}[0-9a-f]+`), '<name>');
  });
}

/** Types in place of values; an array is the shapes of its entries, each once. */
function shape(body: unknown): unknown {
  return mapped(body, (value) => {
    if (Array.isArray(value)) return distinct(value);
    return isRecord(value) ? value : value === null ? 'null' : typeof value;
  });
}

function distinct(values: readonly unknown[]): readonly unknown[] {
  return values.filter((one, index) => values.findIndex((other) => isDeepStrictEqual(one, other)) === index);
}

/** Replaces every value in a body, the innermost first. */
function mapped(body: unknown, replace: (value: unknown) => unknown): unknown {
  return body === undefined ? undefined : JSON.parse(JSON.stringify(body), (_, value) => replace(value));
}

/** One line for each difference and side. */
export function report(found: readonly Difference[]): string {
  const text = (value: unknown) => JSON.stringify(value) ?? 'none';
  const entries = found.map(
    ({ step, what, service, emulator }) =>
      `${step}: ${what}\n  service:  ${text(service)}\n  emulator: ${text(emulator)}\n`,
  );
  return entries.join('');
}
