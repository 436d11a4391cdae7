import { ROWS } from '../attributes';
import type {
  Answer,
  Call,
  Diagnostic,
  MovedObject,
  PrivateData,
  Resource,
  ResourceState,
} from '../plugin/provider';
import type { ObjectValue } from '../plugin/value';
import type { Configuration } from './configure';
import { create } from './create';
import { remove } from './delete';
import { importAuthMethod } from './import';
import { moveAuthMethod } from './move';
import { plan } from './plan';
import { refresh } from './refresh';
import type { Create, Update } from './results';
import { resourceSchema } from './schema';
import { update } from './update';
import { wrongValues } from './validate';
import { checkVerifiable } from './verify';

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

  plan(request: Parameters<Resource['plan']>[0], call: Call): ReturnType<Resource['plan']> {
    return plan(this.configuration.get(), request, call);
  }

  create(request: Create, call: Call): Promise<Answer<ResourceState>> {
    return create(this.configuration.get(), request, call);
  }

  update(request: Update, call: Call): Promise<Answer<ResourceState>> {
    return update(this.configuration.get(), request, call);
  }

  delete({ prior }: { prior: ObjectValue }, call: Call): Promise<Diagnostic[]> {
    return remove(this.configuration.get(), prior, call);
  }

  importById(id: string, call: Call): Promise<Answer<ResourceState>> {
    return importAuthMethod(this.configuration.get(), id, call);
  }

  move(source: MovedObject): Answer<ResourceState> {
    return moveAuthMethod(source);
  }
}
