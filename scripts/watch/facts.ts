import { AUTH_METHOD_ATTRIBUTES, PROTOCOL, type AttributeRow } from '../../lib/attributes';
import { COLLECTION_PATH, LIST_PATH } from '../../lib/wire/routes';

/** Lines that say what an interface has, to compare as text. */
export type Facts = readonly string[];

type Named<T> = Readonly<Record<string, T>>;

const ID = `${COLLECTION_PATH}/{auth_method_id}`;

/** What the provider relies on in Datadog's API. */
export const API_FACTS: Facts = [
  `call DELETE ${ID}`,
  `call GET ${LIST_PATH}`,
  `call GET ${ID}`,
  `call PATCH ${ID}`,
  `call POST ${COLLECTION_PATH}`,
  `protocol ${PROTOCOL}`,
  'answer has protocol',
  ...AUTH_METHOD_ATTRIBUTES.flatMap((row: AttributeRow) => [
    ...row.in.filter((body) => body !== 'create').map((body) => `${body} has ${row.wire}`),
    // A creation needs the client secret, which the table has as optional: an imported one goes without.
    ...(row.in.includes('create')
      ? [`create ${row.need === 'required' || row.writeOnly ? 'needs' : 'has'} ${row.wire}`]
      : []),
  ]),
];

interface Model {
  readonly getAttributeTypeMap: () => Named<{ readonly baseName: string; readonly required?: boolean }>;
}

/** Datadog's client for TypeScript, as far as it is compared. */
export interface DatadogClient {
  readonly v1: Named<Model>;
  readonly v2: Named<Model>;
}

const MODEL = 'WebhooksOAuth2ClientCredentials';
const BODIES = { create: 'CreateAttributes', patch: 'UpdateAttributes', answer: 'ResponseAttributes' };

/**
 * @param calls the source of the client's class for the webhooks of API v2
 * @param enums the source of the client's table of enumerations
 */
export function clientFacts({ v1, v2 }: DatadogClient, calls: string, enums: string): Facts {
  const attributesOf = (model: Model | undefined) =>
    Object.values(model?.getAttributeTypeMap() ?? {}).filter(
      (one) => one.baseName !== 'additionalProperties',
    );
  const [, protocols = ''] = /WebhooksAuthMethodProtocol: \[([^\]]*)\]/.exec(enums) ?? [];
  return [
    ...[...calls.matchAll(/localVarPath = "([^"]*)"[^]*?HttpMethod\.(\w+)/g)]
      .filter(([, path]) => path?.startsWith(LIST_PATH))
      .map(([, path, method]) => `call ${method} ${path}`),
    ...[...protocols.matchAll(/"([^"]*)"/g)].map(([, name]) => `protocol ${name}`),
    ...Object.entries(BODIES).flatMap(([body, suffix]) =>
      attributesOf(v2[MODEL + suffix]).map(
        ({ baseName, required }) => `${body} ${required ? 'needs' : 'has'} ${baseName}`,
      ),
    ),
    // Webhooks cannot name their auth method yet. Once they can, this provider can do more.
    ...attributesOf(v1.WebhooksIntegration)
      .filter(({ baseName }) => baseName === 'auth_method_id')
      .map(({ baseName }) => `webhook has ${baseName}`),
  ];
}

const OFFICIAL_TYPE = 'datadog_webhook_oauth2_client_credentials';

/** What a `moved` block relies on in the state of Datadog's own Terraform provider. */
export const OFFICIAL_FACTS: Facts = [
  `${OFFICIAL_TYPE} has version 0`,
  ...['access_token_url', 'audience', 'client_id', 'client_secret', 'id', 'name', 'scope'].map(
    (name) => `${OFFICIAL_TYPE} has ${name}`,
  ),
];

interface ResourceSchema {
  readonly version: number;
  readonly block: { readonly attributes?: object };
}

/** As `terraform providers schema -json` prints it, with that provider alone. */
export interface ProvidersSchema {
  readonly provider_schemas: Named<{ readonly resource_schemas: Named<ResourceSchema> }>;
}

export function officialFacts(schema: ProvidersSchema): Facts {
  const resources = Object.values(schema.provider_schemas)[0]?.resource_schemas ?? {};
  const method = resources[OFFICIAL_TYPE];
  const facts = method ? [`version ${method.version}`, ...Object.keys(method.block.attributes ?? {})] : [];
  const linked = 'auth_method_id' in (resources.datadog_webhook?.block.attributes ?? {});
  return [
    ...facts.map((fact) => `${OFFICIAL_TYPE} has ${fact}`),
    ...(linked ? ['datadog_webhook has auth_method_id'] : []),
  ];
}

/** A line for each fact that is in one list alone, as Markdown. */
export function differences(expected: Facts, actual: Facts): string[] {
  return [
    ...expected.filter((fact) => !actual.includes(fact)).map((fact) => `- gone: \`${fact}\``),
    ...actual.filter((fact) => !expected.includes(fact)).map((fact) => `- new: \`${fact}\``),
  ];
}
