import type { Answer, DataSource } from '../plugin/provider';
import type { ObjectValue } from '../plugin/value';
import type { AuthMethod } from '../wire/answer';
import type { Configuration } from './configure';
import { aboutAll } from './errors/shared';
import { ambiguousName } from './errors/look-up';
import { allDataSourceSchema } from './schema';

/** The ids of all auth methods by their names, for code that refers to some without owning them. */
export function allAuthMethodsDataSource(configuration: Configuration): DataSource {
  return {
    schema: allDataSourceSchema,
    validate: () => [],
    read: async (_, call) => idsByName(await configuration.get().reads.latest(call.signal).catch(aboutAll)),
  };
}

function idsByName(methods: readonly AuthMethod[]): Answer<{ state: ObjectValue }> {
  const byName = new Map<string, string[]>();
  for (const { id, attributes } of methods) {
    // Terraform normalises the keys of a map like any text.
    const name = (attributes.name ?? '').normalize('NFC');
    byName.set(name, [...(byName.get(name) ?? []), id]);
  }
  const entries = [...byName];
  const unique = entries.filter(([, ids]) => ids.length === 1).map(([name, ids]) => [name, ...ids]);
  return {
    state: { ids: Object.fromEntries(unique) as Record<string, string> },
    diagnostics: entries
      .filter(([, ids]) => ids.length > 1)
      .map(([name, ids]) => ambiguousName('warning', name, ids)),
  };
}
