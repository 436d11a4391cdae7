import { COMPARED, PROTOCOL, ROWS } from '../attributes';
import { sameHeld } from '../change/change';
import type {
  Answer,
  Call,
  Diagnostic,
  MovedObject,
  PrivateData,
  Resource,
  ResourceState,
} from '../plugin/provider';
import { UNKNOWN, type ObjectValue, type Value } from '../plugin/value';
import { isConfigured, type Configuration } from './configure';
import { create } from './create';
import { callFailed, secretNeeded, secretRotated, subject } from './errors';
import { adoption, type Create } from './existing';
import { importAuthMethod } from './import';
import { moveAuthMethod } from './move';
import { refresh } from './refresh';
import { resourceSchema } from './schema';
import { isSent, secretFate } from './secret';
import { identityOf, numberOf, textOf, valueOf } from './state';
import { update, type Update } from './update';
import { wrongValues } from './validate';
import { checkVerifiable } from './verify';

type Plan = Parameters<Resource['plan']>[0];

const NO_PRIVATE_DATA = new Uint8Array();

/** The life of an auth method under Terraform. */
export class AuthMethodResource implements Resource {
  readonly schema = resourceSchema;

  constructor(private readonly configuration: Configuration) {}

  validate(config: ObjectValue): Diagnostic[] {
    return [...wrongValues(ROWS, config), ...checkVerifiable(config)];
  }

  read(request: { state: ObjectValue; private: PrivateData }, call: Call): Promise<Answer<ResourceState>> {
    return refresh(this.configuration.get(), request, call);
  }

  async plan({ prior, proposed, config, private: stored }: Plan, call: Call): ReturnType<Resource['plan']> {
    const planned: Record<string, Value> = { ...proposed, client_secret_wo: null };
    if (prior === null) {
      Object.assign(planned, { id: UNKNOWN, protocol: PROTOCOL, client_secret_revision: 1 });
      const missing = valueOf(config, 'client_secret_wo') === null;
      return {
        planned,
        private: NO_PRIVATE_DATA,
        diagnostics: missing
          ? [secretNeeded(textOf(proposed, 'name'))]
          : await adoption(this.configuration.get(), proposed, call),
      };
    }
    for (const name of COMPARED) {
      const before = textOf(prior, name);
      // Another spelling of the same is no change, and Terraform accepts the prior one in its place.
      if (valueOf(proposed, name) !== UNKNOWN && sameHeld(name, before, textOf(proposed, name)))
        planned[name] = before;
    }
    // Never a known number: it would hang on a value that may be another one while Terraform applies.
    const fate = secretFate(prior, config, stored);
    planned.client_secret_revision =
      fate === 'keep' ? (numberOf(prior, 'client_secret_revision') ?? 0) : UNKNOWN;
    const diagnostics = isSent(fate) ? [secretRotated(textOf(prior, 'name'), fate === 'rotated')] : [];
    return { planned, private: stored, diagnostics };
  }

  create(request: Create, call: Call): Promise<Answer<ResourceState>> {
    return create(this.configuration.get(), request, call);
  }

  update(request: Update, call: Call): Promise<Answer<ResourceState>> {
    return update(this.configuration.get(), request, call);
  }

  async delete({ prior }: { prior: ObjectValue }, call: Call): Promise<Diagnostic[]> {
    const configured = this.configuration.get();
    if (!isConfigured(configured)) return [configured];
    const { id, name } = identityOf(prior);
    try {
      await configured.client.delete(id, call.signal);
      return [];
    } catch (error) {
      return [callFailed(error, subject(name, id))];
    } finally {
      configured.reads.forget();
    }
  }

  importById(id: string, call: Call): Promise<Answer<ResourceState>> {
    return importAuthMethod(this.configuration.get(), id, call);
  }

  move(source: MovedObject): Answer<ResourceState> {
    return moveAuthMethod(source);
  }
}
