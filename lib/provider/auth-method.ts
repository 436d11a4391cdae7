import { ROWS } from '../attributes';
import type { Resource } from '../plugin/provider';
import type { Configuration } from './configure';
import { identify, IDENTITY_ATTRIBUTES } from './identity';
import { create } from './life/create';
import { remove } from './life/delete';
import { importAuthMethod, importByIdentity } from './life/import';
import { moveAuthMethod } from './life/move';
import { plan, planDeletion } from './life/plan';
import { read } from './life/read';
import { update } from './life/update';
import { authMethodList } from './list';
import { resourceSchema } from './schema';
import { wrongValues } from './validate';
import { checkVerifiable } from './verify';

/** The life of an auth method in Terraform: a file of life/ for each step. */
export function authMethodResource(configuration: Configuration): Resource {
  return {
    schema: resourceSchema,
    identity: {
      attributes: IDENTITY_ATTRIBUTES,
      of: (state, before) => identify(configuration.get(), state, before),
      import: async (identity) => importByIdentity(configuration.get(), identity),
    },
    list: authMethodList(configuration),
    validate: (config) => [...wrongValues(ROWS, config), ...checkVerifiable(config)],
    planDeletion: (prior) => planDeletion(configuration.get(), prior),
    plan: (request, call) => plan(configuration.get(), request, call),
    create: (request, call) => create(configuration.get(), request, call),
    read: (request, call) => read(configuration.get(), request, call),
    update: (request, call) => update(configuration.get(), request, call),
    delete: ({ prior }, call) => remove(configuration.get(), prior, call),
    importById: (id, call) => importAuthMethod(configuration.get(), id, call),
    move: moveAuthMethod,
  };
}
