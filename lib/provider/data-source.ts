import { hasName } from '../client/datadog-client';
import type { Answer, Call, DataSource, Diagnostic } from '../plugin/provider';
import type { ObjectValue } from '../plugin/value';
import type { AuthMethod } from '../wire/answer';
import { isUuid } from '../wire/routes';
import { isConfigured, type Configuration, type Configured } from './configure';
import { ambiguousName, callFailed, lookUpByOne, notAUuid, notFound, subject } from './errors';
import { dataSourceSchema, LOOKED_UP_BY } from './schema';
import { textOf } from './state';

/** Finds an auth method that somebody else manages. */
export class AuthMethodDataSource implements DataSource {
  readonly schema = dataSourceSchema;

  constructor(private readonly configuration: Configuration) {}

  validate(config: ObjectValue): Diagnostic[] {
    const given = LOOKED_UP_BY.filter((name) => (config[name] ?? null) !== null);
    if (given.length !== 1) return [lookUpByOne()];
    const id = config.id ?? null;
    return typeof id === 'string' && !isUuid(id) ? [{ ...notAUuid(id), path: ['id'] }] : [];
  }

  async read(config: ObjectValue, call: Call): Promise<Answer<{ state: ObjectValue | null }>> {
    const configured = this.configuration.get();
    if (!isConfigured(configured)) return { state: null, diagnostics: [configured] };
    const [id, name] = [textOf(config, 'id'), textOf(config, 'name')];
    try {
      const found =
        id !== null ? await byId(configured, id, call) : await byName(configured, name ?? '', call);
      return 'severity' in found
        ? { state: null, diagnostics: [found] }
        : { state: { ...found.attributes, id: found.id }, diagnostics: [] };
    } catch (error) {
      return { state: null, diagnostics: [callFailed(error, subject(name, id))] };
    }
  }
}

async function byId({ reads }: Configured, id: string, call: Call): Promise<AuthMethod | Diagnostic> {
  return (await reads.read(id, call.signal)) ?? notFound('id', id);
}

async function byName({ reads }: Configured, name: string, call: Call): Promise<AuthMethod | Diagnostic> {
  const found = (await reads.all(call.signal)).filter((method) => hasName(method, name));
  const [first, ...others] = found;
  if (!first) return notFound('name', name);
  return others.length === 0
    ? { ...first, attributes: { ...first.attributes, name } }
    : ambiguousName(
        name,
        found.map(({ id }) => id),
      );
}
