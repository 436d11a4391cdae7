import type { Call, DataSource, Diagnostic } from '../plugin/provider';
import type { ObjectValue } from '../plugin/value';
import type { AuthMethod } from '../wire/answer';
import { isUuid } from '../wire/routes';
import { RequestError } from '../plugin/errors';
import type { Configuration, Configured } from './configure';
import { lookUpByOne, notAUuid, notFound } from './errors/look-up';
import { about, subject } from './errors/shared';
import { lookUp, MOMENT_MS } from './look-up';
import { dataSourceSchema, LOOKED_UP_BY } from './schema';
import { textOf } from './model';

/** Finds an auth method that somebody else manages. */
export function authMethodDataSource(configuration: Configuration): DataSource {
  return {
    schema: dataSourceSchema,
    validate,
    read: async (config, call) => {
      const configured = configuration.get();
      const [id, name] = [textOf(config, 'id'), textOf(config, 'name')];
      const lookup = id !== null ? byId(configured, id, call) : byName(configured, name ?? '', call);
      const method = await lookup.catch(about(subject(name, id)));
      return { state: { ...method.attributes, id: method.id }, diagnostics: [] };
    },
  };
}

function validate(config: ObjectValue): Diagnostic[] {
  const keys = LOOKED_UP_BY.filter((name) => (config[name] ?? null) !== null);
  if (keys.length !== 1) return [lookUpByOne()];
  const id = textOf(config, 'id');
  return id !== null && !isUuid(id) ? [{ ...notAUuid(id), attribute: 'id' }] : [];
}

async function byId({ reads }: Configured, id: string, call: Call): Promise<AuthMethod> {
  const method = await reads.read(id, call.signal, performance.now() - MOMENT_MS);
  if (!method) throw new RequestError({ ...notFound('id', id), attribute: 'id' });
  return method;
}

async function byName(configured: Configured, name: string, call: Call): Promise<AuthMethod> {
  const method = await lookUp(configured, name, call);
  // Terraform insists on the spelling of the configuration.
  return { ...method, attributes: { ...method.attributes, name } };
}
