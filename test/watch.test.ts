import {
  API_FACTS,
  clientFacts,
  type DatadogClient,
  differences,
  OFFICIAL_FACTS,
  officialFacts,
} from '../scripts/watch/facts';

const LIST = '/api/v2/integration/webhooks/configuration/auth-method';
const METHOD = `${LIST}/oauth2-client-credentials/{auth_method_id}`;

const model = (required: readonly string[], optional: readonly string[] = []) => ({
  getAttributeTypeMap: () =>
    Object.fromEntries([
      ...required.map((baseName) => [baseName, { baseName, required: true }] as const),
      ...[...optional, 'additionalProperties'].map((baseName) => [baseName, { baseName }] as const),
    ]),
});
const NEEDED = ['name', 'access_token_url', 'client_id', 'client_secret'];

/** Datadog's client as it was published when the provider was written. */
function client(changes: Partial<Record<string, ReturnType<typeof model>>> = {}): DatadogClient {
  return {
    v1: { WebhooksIntegration: changes.webhook ?? model(['name', 'url'], ['payload']) },
    v2: {
      WebhooksOAuth2ClientCredentialsCreateAttributes: changes.create ?? model(NEEDED, ['audience', 'scope']),
      WebhooksOAuth2ClientCredentialsUpdateAttributes: model([], [...NEEDED, 'audience', 'scope']),
      WebhooksOAuth2ClientCredentialsResponseAttributes: model(
        [],
        ['name', 'access_token_url', 'client_id', 'audience', 'scope', 'protocol'],
      ),
    },
  };
}
const call = (path: string, method: string) =>
  `const localVarPath = "${path}";\n.makeRequestContext(localVarPath, http_1.HttpMethod.${method});\n`;
const CALLS = [
  call(LIST, 'GET'),
  call(`${LIST}/oauth2-client-credentials`, 'POST'),
  ...['DELETE', 'GET', 'PATCH'].map((method) => call(METHOD, method)),
  call('/api/v2/integration/webhooks/other', 'GET'),
];
const enums = (...names: string[]) => `WebhooksAuthMethodProtocol: ${JSON.stringify(names)},`;
const compare = (found: DatadogClient, calls = CALLS, protocols = enums('oauth2-client-credentials')) =>
  differences(API_FACTS, clientFacts(found, calls.join(''), protocols));

test("the watch on Datadog's client reports calls, protocols and attributes that are new, and those that are gone", () => {
  const changed = client({
    create: model([...NEEDED, 'resource'], ['scope']),
    webhook: model(['name'], ['auth_method_id']),
  });
  const calls = [...CALLS.filter((text) => !text.includes('PATCH')), call(METHOD, 'PUT')];

  expect(compare(client())).toStrictEqual([]);
  expect(compare(changed, calls, enums('oauth2-client-credentials', 'mutual-tls'))).toStrictEqual([
    `- gone: \`call PATCH ${METHOD}\``,
    '- gone: `create has audience`',
    `- new: \`call PUT ${METHOD}\``,
    '- new: `protocol mutual-tls`',
    '- new: `create needs resource`',
    '- new: `webhook has auth_method_id`',
  ]);
});

test("the watch on Datadog's Terraform provider reports a schema that a moved block does not know", () => {
  const TYPE = 'datadog_webhook_oauth2_client_credentials';
  const NAMES = ['access_token_url', 'audience', 'client_id', 'client_secret', 'id', 'name', 'scope'];
  const block = (version: number, names: readonly string[]) => ({
    version,
    block: { attributes: Object.fromEntries(names.map((name) => [name, {}])) },
  });
  const compareSchema = (version: number, names: readonly string[], webhook: string) => {
    const resource_schemas = { datadog_webhook: block(0, [webhook]), [TYPE]: block(version, names) };
    return differences(
      OFFICIAL_FACTS,
      officialFacts({ provider_schemas: { datadog: { resource_schemas } } }),
    );
  };

  expect(compareSchema(0, NAMES, 'name')).toStrictEqual([]);
  expect(compareSchema(1, [...NAMES.slice(1), 'token_url'], 'auth_method_id')).toStrictEqual([
    `- gone: \`${TYPE} has version 0\``,
    `- gone: \`${TYPE} has access_token_url\``,
    `- new: \`${TYPE} has version 1\``,
    `- new: \`${TYPE} has token_url\``,
    '- new: `datadog_webhook has auth_method_id`',
  ]);
  expect(differences(OFFICIAL_FACTS, officialFacts({ provider_schemas: {} }))).toHaveLength(8);
});
