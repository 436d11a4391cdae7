import {
  AUTH_METHOD_TYPE,
  AUTH_METHODS_IDS,
  AUTH_METHODS_TYPE,
  PROVIDER_SOURCE,
  ROWS,
  VERIFY_TOKEN_ACTION,
} from '../lib/attributes';
import type { AttributeSchema } from '../lib/plugin/provider';
import { listSchema, verifyTokenSchema } from '../lib/provider/schema';
import { SETTINGS } from '../lib/settings';
import { IDENTITY } from './registry';

/** docs/reference.md: the names in TypeScript and in Terraform side by side, from the tables. */
export function reference(): string {
  return `# Reference

All names in TypeScript, in Terraform and in the environment. Read this page, and look up the signature of a construct's
method in [API.md](../API.md).

## Auth method

In Terraform the resource \`${AUTH_METHOD_TYPE}\`; the data source of the same name has the attributes that
Datadog shows, and finds an auth method by its \`id\` or its \`name\`.

| TypeScript | Terraform | Datadog | | |
| --- | --- | --- | --- | --- |
${ROWS.map((row) =>
  line(code(row.property), code(row.terraform), row.wire ? code(row.wire) : '', kind(row), row.doc),
).join('\n')}

## All auth methods

In Terraform the data source \`${AUTH_METHODS_TYPE}\`. Names that mean the same to Terraform are omitted, with a warning.

| TypeScript | Terraform | | |
| --- | --- | --- | --- |
${line(code(AUTH_METHODS_IDS.property), code(AUTH_METHODS_IDS.terraform), 'computed, map of string', AUTH_METHODS_IDS.doc)}

## Identity

For \`import\` blocks with an \`identity\`, from Terraform 1.12 and OpenTofu 1.12 on. [terraform-versions.md](terraform-versions.md)
has examples of this and of the next two. OpenTofu does not have those two.

${schemaTable(IDENTITY)}

## List

The \`list\` block \`${AUTH_METHOD_TYPE}\`, for \`terraform query\` from Terraform 1.14 on. ${listSchema.description}

${schemaTable(listSchema.attributes)}

## Action

\`${VERIFY_TOKEN_ACTION}\`, from Terraform 1.14 on. ${verifyTokenSchema.description}

${schemaTable(verifyTokenSchema.attributes)}

## Provider

In Terraform \`${PROVIDER_SOURCE}\`. Settings you omit come from the environment; where several variables
are named, the first that is set wins.

| TypeScript | Terraform | Environment | |
| --- | --- | --- | --- |
${SETTINGS.map((row) =>
  line(code(row.property), code(row.terraform), row.environment.map(code).join(', '), row.doc),
).join('\n')}

${ENVIRONMENT}`;
}

/** What no table has: variables that are no settings of the provider. */
const ENVIRONMENT = `## Environment

The provider and the commands read the variables above. They also read:

| variable | |
| --- | --- |
| \`TF_VAR_NAME\` | Terraform's: the value of a variable, such as a client secret of \`EphemeralSecret\`. |
| \`DD_AUDIT_API_KEY\`, \`DD_AUDIT_APP_KEY\` | Keys for the search of \`review --who\`, if the deploy's may not search. |
| \`DATADOG_WEBHOOKS_ALLOW_HTTP\` | \`1\` allows \`http://\` to other machines than this one. |
| \`DATADOG_WEBHOOKS_REVIEW\` | \`1\` is set by the review for its plans. Do not set it elsewhere. |
| \`TERRAFORM_BINARY_NAME\` | The Terraform or OpenTofu that the commands run, as for the framework's CLI. Default: \`terraform\`. |
| \`TF_LOG_PROVIDER\`, \`TF_LOG\` | Terraform's: \`debug\` logs each call, \`warn\` each retry. [What a log has](secrets.md#messages-and-logs). |
| \`HTTPS_PROXY\`, \`HTTP_PROXY\`, \`NO_PROXY\` | The proxy, and the hosts that are reached without it. |
| \`NODE_EXTRA_CA_CERTS\` | Node's: a file with more certificate authorities. |
| \`AWS_…\` | AWS's own, for [a login with an identity at AWS](login.md). |
| \`NO_COLOR\`, \`FORCE_COLOR\` | Whether the commands use colours. Default: on a terminal. |
`;

/** The attributes of an identity or a `config` block. */
function schemaTable(attributes: Readonly<Record<string, AttributeSchema>>): string {
  const rows = Object.entries(attributes).map(([name, { required, writeOnly, description }]) =>
    line(
      code(name),
      `${required ? 'required' : 'optional'}${writeOnly ? ', write-only' : ''}`,
      description ?? '',
    ),
  );
  return ['| Terraform | | |', '| --- | --- | --- |', ...rows].join('\n');
}

function kind(row: (typeof ROWS)[number]): string {
  return [
    row.need,
    ...(row.writeOnly ? ['write-only'] : []),
    ...(row.type === 'string' ? [] : [row.type]),
  ].join(', ');
}

function code(text: string): string {
  return `\`${text}\``;
}

function line(...cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
