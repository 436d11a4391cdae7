import type { Emulator } from '../../lib/emulator';
import { TAG } from './auth-method';
import { eventually } from './processes';
import { COLLECTION_PATH, LIST_PATH } from '../../lib/wire/routes';

/**
 * The call that reads all auth methods. Before a creation the plan and the apply each read which names are in
 * use.
 */
export const LIST = 'GET list?include=oauth2-client-credentials';

/**
 * The requests since the last call, complete but short: `PATCH payments {"scope":"read"}`. Ids are written as
 * the names that the auth methods have now; a body is its attributes, and anything else of it is asserted
 * here. A request ends with the fault that it met, or with the status that refused it.
 */
export function takeRequests(emulator: Emulator): string[] {
  const names = new Map(emulator.methods().map(({ id, attributes }) => [id, attributes.name ?? id]));
  const taken = emulator.requests.map(({ method, path, query, body, status, fault }) => {
    const id = path.startsWith(`${COLLECTION_PATH}/`) ? path.slice(COLLECTION_PATH.length + 1) : undefined;
    const target = id === undefined ? '' : ` ${names.get(id) ?? 'GONE'}`;
    const list = path === LIST_PATH ? ` list?${query}` : '';
    const refused = fault !== undefined ? ` -> ${fault}` : status >= 400 ? ` -> ${status}` : '';
    return `${method}${list}${target}${attributesOf(body)}${refused}`;
  });
  emulator.clearRequests();
  return taken;
}

/**
 * {@link takeRequests} without the reads, whose number for several auth methods depends on how busy the
 * machine is.
 */
export function takeWrites(emulator: Emulator): string[] {
  return takeRequests(emulator).filter((request) => !request.startsWith('GET'));
}

/**
 * {@link takeRequests} after several auth methods were read, which one list answers. On a busy machine the
 * other reads may arrive too late for the first one, which is then a GET of its own. It is left out.
 */
export function takeGathered(emulator: Emulator): string[] {
  const taken = takeRequests(emulator);
  const isTooEarly = taken[0] !== LIST && taken[1] === LIST && /^GET [^>]*$/.test(taken[0] ?? '');
  return isTooEarly ? taken.slice(1) : taken;
}

/** Until a request with this method has come. */
export async function requested(emulator: Emulator, method: string): Promise<void> {
  await eventually(() => emulator.requests.some((request) => request.method === method), Boolean);
}

function attributesOf(body: unknown): string {
  if (body === undefined) return '';
  const { data, ...besides } = body as { data: { type: string; attributes: object } };
  expect({ ...data, attributes: null, besides }).toStrictEqual({
    type: TAG,
    attributes: null,
    besides: {},
  });
  return ` ${JSON.stringify(data.attributes)}`;
}
