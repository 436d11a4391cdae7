import { basename } from 'node:path';
import { GetProviderSchema_Response } from '../../lib/plugin/generated/decode/tfplugin6';
import { GetProviderSchema_Response as Encoder } from '../../lib/plugin/generated/encode/tfplugin6';
import type { AttributeSchema, DataSource, Provider } from '../../lib/plugin/provider';
import { providerRoutes } from '../../lib/plugin/protocol';
import { serveRoutes } from '../../lib/plugin/transport';
import type { Unary } from '../../lib/plugin/transport/grpc';

/**
 * Stand-ins for the providers of three vaults, each with the ephemeral resource of examples/vaults as its
 * documentation describes it. Which one this is, its file's name says. Its secret is, for example,
 * `aws: $STAND_IN_SECRET`.
 */

const required: AttributeSchema = { type: 'string', required: true };
const optional: AttributeSchema = { type: 'string', optional: true };
const computed: AttributeSchema = { type: 'string', computed: true };
const both: AttributeSchema = { type: 'string', optional: true, computed: true };
const strings: AttributeSchema = { type: ['map', 'string'], computed: true };
const secret: AttributeSchema = { ...computed, sensitive: true };

const PROVIDER = basename(process.argv[1] ?? '').replace('terraform-provider-', '');
const SECRET = `${PROVIDER}: ${process.env.STAND_IN_SECRET}`;

/** As website/docs/ephemeral-resources of each provider has it; Vault's also from its source. */
const PUBLISHED: Record<string, readonly [type: string, result: object, attributes: object]> = {
  aws: [
    'aws_secretsmanager_secret_version',
    { secret_string: SECRET },
    {
      ...{ region: both, secret_id: required, version_id: both, version_stage: both, arn: computed },
      ...{ created_date: computed, id: computed, secret_string: secret, secret_binary: secret },
    },
  ],
  vault: [
    'vault_kv_secret_v2',
    { data: { client_secret: SECRET } },
    {
      ...{ namespace: optional, mount: required, mount_id: optional, name: required, data_json: secret },
      version: { type: 'number', optional: true },
      data: { ...strings, sensitive: true },
      ...{ created_time: computed, deletion_time: computed, custom_metadata: strings },
      destroyed: { type: 'bool', computed: true },
    },
  ],
  azurerm: [
    'azurerm_key_vault_secret',
    { value: SECRET },
    {
      ...{ name: required, key_vault_id: required, version: both, value: secret },
      ...{ expiration_date: computed, not_before_date: computed },
    },
  ],
};

const [type, result, attributes] = PUBLISHED[PROVIDER] as (typeof PUBLISHED)[string];
const source: DataSource = {
  schema: { attributes: attributes as Record<string, AttributeSchema> },
  validate: () => [],
  read: async (config) => ({ state: { ...config, ...result }, diagnostics: [] }),
};
// Terraform reads a list of objects as blocks, such as azurerm's `features {}`.
const blocks = { type: ['list', ['object', {}]] as never, optional: true };
const provider: Provider = {
  schema: { attributes: { features: blocks } },
  resources: {},
  dataSources: { [type]: source },
  validateConfig: () => [],
  configure: async () => [],
};

/**
 * The same bytes under another field number. The messages of an ephemeral resource are those of a data
 * source, but for the numbers of two fields.
 */
const withNumber = (bytes: Uint8Array, field: number) =>
  Buffer.concat([Buffer.of((field << 3) | 2), bytes.subarray(1)]);

const SERVICE = '/tfplugin6.Provider/';
const EMPTY = () => new Uint8Array();

const decode = (bytes: Uint8Array) => GetProviderSchema_Response.decode(bytes);
const encode = (answer: GetProviderSchema_Response) => Encoder.encode(answer).finish();

serveRoutes(
  () => {
    const routes = providerRoutes(provider);
    const route = (name: string) => routes.get(SERVICE + name) as Unary;
    const own = Object.entries<Unary>({
      GetProviderSchema: async (...call) => {
        const { dataSourceSchemas, ...rest } = decode(await route('GetProviderSchema')(...call));
        return Buffer.concat([
          encode({ ...rest, dataSourceSchemas: {} }),
          withNumber(encode({ ...decode(EMPTY()), dataSourceSchemas }), 8),
        ]);
      },
      ValidateProviderConfig: EMPTY,
      ConfigureProvider: EMPTY,
      ValidateEphemeralResourceConfig: route('ValidateDataResourceConfig'),
      OpenEphemeralResource: async (...call) => withNumber(await route('ReadDataSource')(...call), 3),
      CloseEphemeralResource: EMPTY,
    }).map(([name, answer]) => [SERVICE + name, answer] as const);
    return new Map([...routes, ...own]);
  },
  { source: `registry.terraform.io/hashicorp/${PROVIDER}`, version: '1.0.0', usage: '' },
);
