import { readObject, writeObject } from '../values';
import { GetResourceIdentitySchemas_Request } from '../generated/decode/tfplugin6';
import {
  GetResourceIdentitySchemas_Response,
  type ResourceIdentityData,
} from '../generated/encode/tfplugin6';
import type { Provider, Resource, ResourceIdentity } from '../provider';
import type { Unary } from '../transport/grpc';
import type { ObjectValue } from '../value';
import { mapPresent } from './schema';
import { method, type Shared } from './service';

/** An absent identity counts as version 0. A higher one would make Terraform upgrade it. */
const IDENTITY_VERSION = 0;

/** Terraform asks from 1.12 on, after GetProviderSchema. */
export function identityRoutes(
  resources: Provider['resources'],
  shared: Shared,
): Readonly<Record<string, Unary>> {
  const identitySchemas = mapPresent(resources, ({ identity }) => identity && identitySchema(identity));
  return {
    GetResourceIdentitySchemas: method(
      shared,
      GetResourceIdentitySchemas_Request,
      GetResourceIdentitySchemas_Response,
      () => ({ identitySchemas, diagnostics: [] }),
    ),
  };
}

function identitySchema({ attributes }: ResourceIdentity) {
  return {
    version: IDENTITY_VERSION,
    identityAttributes: Object.entries(attributes).map(
      ([name, { type, description, requiredForImport }]) => ({
        name,
        type: Buffer.from(JSON.stringify(type)),
        requiredForImport,
        optionalForImport: !requiredForImport,
        description,
      }),
    ),
  };
}

/** Absent for a Terraform before 1.12, and for an object that has no stored identity yet. */
export function readIdentity(
  message: ResourceIdentityData | undefined,
  { identity }: Resource,
): ObjectValue | null {
  return identity && message ? readObject(message.identityData, identity.attributes) : null;
}

/** The identity in an answer. @param before the one in the request */
export function identityMessage(
  resource: Resource,
  state: ObjectValue | null,
  before: ResourceIdentityData | undefined,
): ResourceIdentityData | undefined {
  const { identity } = resource;
  const known = state && identity?.of(state, readIdentity(before, resource));
  return identity && known ? { identityData: writeObject(known, identity.attributes) } : undefined;
}
