import type { Answer, Call, DataSource, Diagnostic } from '../plugin/provider';
import type { ObjectValue } from '../plugin/value';
import type { AuthMethod } from '../wire/answer';
import { isUuid } from '../wire/routes';
import { isConfigured, type Configuration, type Configured } from './configure';
import { callFailed, subject } from './errors/shared';
import { isFound, lookUp, MOMENT_MS } from './look-up';
import { lookUpByOne, noSuchId, notAUuid } from './errors/look-up';
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
      return isFound(found)
        ? { state: { ...found.attributes, id: found.id }, diagnostics: [] }
        : { state: null, diagnostics: [found] };
    } catch (error) {
      return { state: null, diagnostics: [callFailed(error, subject(name, id))] };
    }
  }
}

async function byId({ reads }: Configured, id: string, call: Call): Promise<AuthMethod | Diagnostic> {
  return (
    (await reads.read(id, call.signal, performance.now() - MOMENT_MS)) ?? { ...noSuchId(id), path: ['id'] }
  );
}

async function byName(configured: Configured, name: string, call: Call): Promise<AuthMethod | Diagnostic> {
  const found = await lookUp(configured, name, call);
  // Terraform insists on the spelling of the configuration.
  return isFound(found)
    ? { ...found, attributes: { ...found.attributes, name } }
    : { ...found, path: ['name'] };
}
