import { rowOf, ROWS } from '../attributes';
import { ofName } from '../client/by-name';
import type { Call, FoundObject, ResourceList, Diagnostic } from '../plugin/provider';
import type { ObjectValue } from '../plugin/value';
import { isConfigured, type Configuration } from './configure';
import { callFailed } from './errors/shared';
import { listSchema } from './schema';
import { emptyState, stateOf, textOf } from './state';
import { wrongValues } from './validate';

/** `terraform query`: all auth methods with one call. */
export function authMethodList(configuration: Configuration): ResourceList {
  return {
    schema: listSchema,
    validate: (config) => wrongValues([rowOf('name')], config),
    find: (config, call) => find(configuration, config, call),
    toConfig: (state) => ({
      ...emptyState(),
      ...Object.fromEntries(
        ROWS.filter(({ need }) => need !== 'computed').map(({ terraform }) => [
          terraform,
          state[terraform] ?? null,
        ]),
      ),
    }),
  };
}

async function* find(
  configuration: Configuration,
  config: ObjectValue,
  call: Call,
): AsyncGenerator<FoundObject | Diagnostic, void> {
  const configured = configuration.get();
  if (!isConfigured(configured)) {
    yield configured;
    return;
  }
  const name = textOf(config, 'name');
  try {
    const all = await configured.reads.all(call.signal);
    for (const method of name === null ? all : ofName(all, name))
      yield { displayName: method.attributes.name ?? method.id, state: stateOf(method, emptyState(), 0) };
  } catch (error) {
    yield callFailed(error, 'the auth methods');
  }
}
