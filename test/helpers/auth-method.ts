import { COMPARED, PROTOCOL, ROWS, type ComparedName } from '../../lib/attributes';
import type { KnownValues } from '../../lib/change/change';
import type { ObjectValue, Value } from '../../lib/plugin/value';
import { methodObject, type AuthMethod } from '../../lib/wire/answer';

/** What most tests declare. */
export const PAYMENTS = {
  name: 'payments',
  access_token_url: 'https://login.example.com/token',
  client_id: 'payments-webhooks',
  audience: 'https://api.example.com',
  scope: 'read write',
};
export const ID = '9e9c7e3e-e872-45b9-ad57-df0e745c432e';
/** The type of an auth method in Datadog's bodies. */
export const TAG = 'webhooks-auth-method-oauth2-client-credentials';

type Some = { readonly [Name in ComparedName]?: string | null };

/** Names that a test omits have no value. */
export function valuesOf(values: Some): KnownValues {
  return Object.fromEntries(COMPARED.map((name) => [name, values[name] ?? null])) as unknown as KnownValues;
}

export function methodOf(values: Some = PAYMENTS, id = ID): AuthMethod {
  return { id, attributes: { ...valuesOf(values), protocol: PROTOCOL } };
}

/** The body of an answer about one auth method. */
export function bodyOf(values: Some = PAYMENTS, id = ID) {
  return { data: methodObject(methodOf(values, id)) };
}

/** The configuration of a resource. */
export function configOf(values: Record<string, Value>): ObjectValue {
  return { ...Object.fromEntries(ROWS.map((row) => [row.terraform, null])), ...values };
}

/** The state of a resource. */
export function stateOf(values: Record<string, Value>): ObjectValue {
  return configOf({ id: ID, protocol: PROTOCOL, client_secret_revision: 1, ...values });
}
