import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUTH_METHOD_TYPE, AUTH_METHODS_TYPE, PROVIDER_NAME, VERIFY_TOKEN_ACTION } from '../lib/attributes';
import type { AttributeSchema, Schema } from '../lib/plugin/provider';
import { IDENTITY_ATTRIBUTES } from '../lib/provider/identity';
import {
  allDataSourceSchema,
  dataSourceSchema,
  listSchema,
  providerSchema,
  resourceSchema,
  verifyTokenSchema,
} from '../lib/provider/schema';
import { SETTINGS } from '../lib/settings';
import { ROOT } from './programs';

const REPOSITORY = 'https://github.com/cdktf-datadog-webhooks/cdktf-datadog-webhooks/blob/main';
const WRITE_ONLY =
  '[Write-only](https://developer.hashicorp.com/terraform/language/resources/ephemeral#write-only-arguments)';

type Attributes = Readonly<Record<string, AttributeSchema>>;

/** The attributes of an identity, as those of a schema. */
export const IDENTITY: Attributes = Object.fromEntries(
  Object.entries(IDENTITY_ATTRIBUTES).map(([name, { type, description, requiredForImport }]) => [
    name,
    { type, description, required: requiredForImport, optional: !requiredForImport },
  ]),
);

/**
 * The provider's pages in the registries of Terraform and OpenTofu, by their paths in `docs` of its
 * repository: from the schemas, the examples in examples/hcl and documents of ours.
 */
export function registryPages(): Map<string, string> {
  return new Map([
    ['index.md', index()],
    ['resources/oauth2_client_credentials.md', resource()],
    [
      'data-sources/oauth2_client_credentials.md',
      schemaPage(AUTH_METHOD_TYPE, 'Data Source', dataSourceSchema, 'data-source.tf'),
    ],
    [
      'data-sources/oauth2_client_credentials_auth_methods.md',
      schemaPage(AUTH_METHODS_TYPE, 'Data Source', allDataSourceSchema, 'data-sources.tf'),
    ],
    [
      'list-resources/oauth2_client_credentials.md',
      schemaPage(AUTH_METHOD_TYPE, 'List Resource', listSchema, 'list.tfquery.hcl'),
    ],
    ['actions/verify_token.md', schemaPage(VERIFY_TOKEN_ACTION, 'Action', verifyTokenSchema, 'action.tf')],
    ...['vaults', 'terraform-versions', 'testing'].map((name) => [`guides/${name}.md`, guide(name)] as const),
  ]);
}

function index(): string {
  const { attributes } = providerSchema;
  const withEnvironment = Object.fromEntries(
    SETTINGS.map(({ terraform, environment, doc }) => {
      const variables = environment.map((name) => `\`${name}\``).join(' or ');
      const description = variables ? `${doc} Environment: ${variables}.` : doc;
      return [terraform, { ...(attributes[terraform] as AttributeSchema), description }];
    }),
  );
  return page(
    `${PROVIDER_NAME} Provider`,
    "Manages the OAuth2 client credentials auth methods of Datadog's Webhooks Integration.",
    `Datadog's webhooks can log in with OAuth2 client credentials. This provider manages these auth methods.
[What it does differently from Datadog's own provider](${REPOSITORY}/docs/comparison.md).

- An update is one PATCH with the attributes that changed.
- The client secret is in no plan and no state. A rotation is noticed by itself.
- A plan warns about what somebody changed in Datadog, and a stale plan stops.

It needs Terraform 1.11 or OpenTofu 1.11. On macOS with an Intel processor it also needs Node.
[TypeScript, Python, Java and Go](${REPOSITORY}/README.md) have constructs for CDKTF and cdktn.`,
    example('provider.tf', 'resource.tf'),
    schema(withEnvironment, providerSchema.description),
  );
}

function resource(): string {
  return `${schemaPage(AUTH_METHOD_TYPE, 'Resource', resourceSchema, 'resource.tf')}
## Import

By UUID, or by \`name:\` and the name:

${code('import.tf')}

\`terraform import\` takes the same ids. From Terraform 1.12 on, an \`import\` block may have an \`identity\` in place of the
\`id\`:

${groups(IDENTITY)}
`;
}

/** A page that a schema and one example make. */
function schemaPage(
  type: string,
  kind: string,
  { description = '', attributes }: Schema,
  file: string,
): string {
  return page(`${type} ${kind}`, description, description, example(file), schema(attributes));
}

/** A document of ours, whose links lead to the other documents. */
function guide(name: string): string {
  const [, title = '', text = ''] = /^# (.*)\n\n([^]*)\n$/.exec(read(`docs/${name}.md`)) ?? [];
  const links = text.replace(/\]\((?![a-z]+:|#)([^)]+)\)/g, (_, target: string) => `](${absolute(target)})`);
  return page(title, title, links.replace(/^<!-- .* -->\n\n| <!-- .*? -->/gm, ''));
}

function absolute(target: string): string {
  return target.startsWith('../') ? `${REPOSITORY}/${target.slice(3)}` : `${REPOSITORY}/docs/${target}`;
}

function page(title: string, description: string, ...sections: readonly string[]): string {
  return `---
page_title: "${title} - ${PROVIDER_NAME}"
subcategory: ""
description: |-
  ${description}
---

# ${title}

${sections.join('\n\n')}
`;
}

function example(...files: readonly string[]): string {
  return `## Example Usage\n\n${code(...files)}`;
}

function code(...files: readonly string[]): string {
  return `\`\`\`terraform\n${files.map((file) => read(`examples/hcl/${file}`)).join('\n')}\`\`\``;
}

function schema(attributes: Attributes, description = ''): string {
  return ['## Schema', ...(description ? [description] : []), groups(attributes)].join('\n\n');
}

/** The attributes in the order and with the headings that the registry's other providers have. */
function groups(attributes: Attributes): string {
  const all = Object.entries(attributes);
  const group = (title: string, belongs: (attribute: AttributeSchema) => boolean | undefined) => {
    const lines = all.filter(([, attribute]) => belongs(attribute)).map(([name, one]) => line(name, one));
    return lines.length > 0 ? [`### ${title}\n\n${lines.join('\n')}`] : [];
  };
  return [
    ...group('Required', ({ required }) => required),
    ...group('Optional', ({ optional }) => optional),
    ...group('Read-Only', ({ required, optional }) => !required && !optional),
  ].join('\n\n');
}

function line(name: string, { type, sensitive, writeOnly, description = '' }: AttributeSchema): string {
  const words = [
    TYPES[String(type)],
    ...(sensitive ? ['Sensitive'] : []),
    ...(writeOnly ? [WRITE_ONLY] : []),
  ];
  return `- \`${name}\` (${words.join(', ')}) ${description}`;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'String',
  number: 'Number',
  bool: 'Boolean',
  'map,string': 'Map of String',
};

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8');
}
