import type { Answer, Call, DataSource, Diagnostic } from '../plugin/provider';
import type { ObjectValue } from '../plugin/value';
import type { AuthMethod } from '../wire/answer';
import type { Configuration } from './configure';
import { aboutAll } from './errors/shared';
import { nameOmitted } from './errors/look-up';
import { allDataSourceSchema } from './schema';

/** The ids of all auth methods by their names, for code that refers to some without owning them. */
export class AllAuthMethodsDataSource implements DataSource {
  readonly schema = allDataSourceSchema;

  constructor(private readonly configuration: Configuration) {}

  validate(): Diagnostic[] {
    return [];
  }

  async read(_: ObjectValue, call: Call): Promise<Answer<{ state: ObjectValue | null }>> {
    return idsByName(await this.configuration.get().reads.latest(call.signal).catch(aboutAll));
  }
}

function idsByName(methods: readonly AuthMethod[]): Answer<{ state: ObjectValue }> {
  const byName = new Map<string, string[]>();
  for (const { id, attributes } of methods) {
    // Terraform normalises the keys of a map like any text.
    const name = (attributes.name ?? '').normalize('NFC');
    byName.set(name, [...(byName.get(name) ?? []), id]);
  }
  const entries = [...byName];
  return {
    state: {
      ids: Object.fromEntries(
        entries.flatMap(([name, [id, ...more]]) =>
          id !== undefined && more.length === 0 ? [[name, id]] : [],
        ),
      ),
    },
    diagnostics: entries.filter(([, ids]) => ids.length > 1).map(([name, ids]) => nameOmitted(name, ids)),
  };
}
