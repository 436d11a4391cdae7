import { AUTH_METHODS_IDS, ROWS, type AttributeName, type AttributeRow } from '../attributes';
import type { AttributeSchema, Schema } from '../plugin/provider';
import { SETTINGS } from '../settings';

/** The resource: every row of the table. */
export const resourceSchema: Schema = {
  description:
    "An auth method of Datadog's Webhooks Integration that logs in with OAuth2 client credentials. " +
    'An update is one PATCH with the attributes that changed.',
  attributes: Object.fromEntries(
    ROWS.map((row) => [
      row.terraform,
      {
        ...described(row),
        required: row.need === 'required',
        optional: row.need === 'optional',
        computed: row.need === 'computed',
        writeOnly: row.writeOnly === true,
        sensitive: row.writeOnly === true,
      },
    ]),
  ),
};

/** The attributes that the data source finds an auth method by. */
export const LOOKED_UP_BY: readonly string[] = ['id', 'name'] satisfies AttributeName[];

/** The data source: what Datadog shows of one auth method. */
export const dataSourceSchema: Schema = {
  description: 'An auth method that exists in Datadog. Set exactly one of `id` and `name`.',
  attributes: Object.fromEntries(
    ROWS.filter((row) => row.terraform === 'id' || row.in.includes('answer')).map((row) => [
      row.terraform,
      { ...described(row), optional: LOOKED_UP_BY.includes(row.terraform), computed: true },
    ]),
  ),
};

/** The data source of all auth methods. */
export const allDataSourceSchema: Schema = {
  description: 'All OAuth2 client credentials auth methods of the organisation.',
  attributes: {
    [AUTH_METHODS_IDS.terraform]: {
      type: ['map', 'string'],
      description: AUTH_METHODS_IDS.doc,
      computed: true,
    },
  },
};

/** The `config` block of a `list` block. */
export const listSchema: Schema = {
  description: 'Finds the OAuth2 client credentials auth methods of the organisation.',
  attributes: {
    name: {
      type: 'string',
      description: 'Finds only auth methods of exactly this name. Default: all.',
      optional: true,
    },
  },
};

/** The action asks with the attributes that a token request has, under their names in the resource. */
export const verifyTokenSchema: Schema = {
  description:
    'Requests a token from the token endpoint, as Datadog will. The action fails if there is none. ' +
    'The token is thrown away, and Datadog is not called.',
  attributes: Object.fromEntries(
    ROWS.filter((row) => row.in.includes('patch') && row.terraform !== 'name').map((row) => {
      const required = row.need === 'required' || row.writeOnly === true;
      const description = row.writeOnly ? 'The client secret that the token is requested with.' : row.doc;
      const flags = { required, optional: !required, writeOnly: row.writeOnly === true };
      return [row.terraform, { ...described(row), description, ...flags }];
    }),
  ),
};

export const providerSchema: Schema = {
  description:
    "The credentials and the address of Datadog's API. Settings you omit come from the environment.",
  attributes: Object.fromEntries(
    SETTINGS.map((row) => [
      row.terraform,
      { type: row.type, description: row.doc, optional: true, sensitive: row.secret === true },
    ]),
  ),
};

function described(row: AttributeRow): AttributeSchema {
  return { type: row.type === 'boolean' ? 'bool' : row.type, description: row.doc };
}
