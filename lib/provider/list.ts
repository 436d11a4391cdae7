import { rowOf, ROWS } from '../attributes';
import { ofName } from '../client/by-name';
import type { Call, FoundObject, ResourceList, Diagnostic } from '../plugin/provider';
import type { ObjectValue } from '../plugin/value';
import type { Configuration } from './configure';
import { aboutAll } from './errors/shared';
import { decode, encode, shownBy, textOf } from './model';
import { listSchema } from './schema';
import { wrongValues } from './validate';

/** `terraform query`: all auth methods with one call. */
export function authMethodList(configuration: Configuration): ResourceList {
  return {
    schema: listSchema,
    validate: (config) => wrongValues([rowOf('name')], config),
    find: (config, call) => find(configuration, config, call),
    toConfig: (state) =>
      Object.fromEntries(
        ROWS.map(({ terraform, need }) => [
          terraform,
          need === 'computed' ? null : (state[terraform] ?? null),
        ]),
      ),
  };
}

async function* find(
  configuration: Configuration,
  config: ObjectValue,
  call: Call,
): AsyncGenerator<FoundObject | Diagnostic, void> {
  const name = textOf(config, 'name');
  const all = await configuration.get().reads.all(call.signal).catch(aboutAll);
  for (const method of name === null ? all : ofName(all, name)) {
    const state = encode(shownBy(method, decode({})));
    yield { displayName: method.attributes.name ?? method.id, state };
  }
}
