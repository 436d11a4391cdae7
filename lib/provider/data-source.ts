import type { Answer, Call, DataSource, Diagnostic } from '../plugin/provider';
import type { ObjectValue } from '../plugin/value';
import type { AuthMethod } from '../wire/answer';
import { isUuid } from '../wire/routes';
import { RequestError } from '../plugin/errors';
import type { Configuration, Configured } from './configure';
import { lookUpByOne, noSuchId, notAUuid } from './errors/look-up';
import { about, subject } from './errors/shared';
import { lookUp, MOMENT_MS } from './look-up';
import { dataSourceSchema, LOOKED_UP_BY } from './schema';
import { textOf } from './model';

/** Finds an auth method that somebody else manages. */
export class AuthMethodDataSource implements DataSource {
  readonly schema = dataSourceSchema;

  constructor(private readonly configuration: Configuration) {}

  validate(config: ObjectValue): Diagnostic[] {
    const keys = LOOKED_UP_BY.filter((name) => (config[name] ?? null) !== null);
    if (keys.length !== 1) return [lookUpByOne()];
    const id = config.id ?? null;
    return typeof id === 'string' && !isUuid(id) ? [{ ...notAUuid(id), attribute: 'id' }] : [];
  }

  async read(config: ObjectValue, call: Call): Promise<Answer<{ state: ObjectValue | null }>> {
    const configured = this.configuration.get();
    const [id, name] = [textOf(config, 'id'), textOf(config, 'name')];
    const lookup = id !== null ? byId(configured, id, call) : byName(configured, name ?? '', call);
    const { id: foundId, attributes } = await lookup.catch(about(subject(name, id)));
    return { state: { ...attributes, id: foundId }, diagnostics: [] };
  }
}

async function byId({ reads }: Configured, id: string, call: Call): Promise<AuthMethod> {
  const method = await reads.read(id, call.signal, performance.now() - MOMENT_MS);
  if (!method) throw new RequestError({ ...noSuchId(id), attribute: 'id' });
  return method;
}

async function byName(configured: Configured, name: string, call: Call): Promise<AuthMethod> {
  const method = await lookUp(configured, name, call).catch((error: unknown) => {
    throw error instanceof RequestError
      ? new RequestError({ ...error.diagnostic, attribute: 'name' })
      : error;
  });
  // Terraform insists on the spelling of the configuration.
  return { ...method, attributes: { ...method.attributes, name } };
}
