import {
  AUTH_METHOD_TYPE,
  AUTH_METHODS_IDS,
  AUTH_METHODS_TYPE,
  PROVIDER_SOURCE,
  ROWS,
  VERIFY_TOKEN_ACTION,
} from '../lib/attributes';
import type { AttributeSchema } from '../lib/plugin/provider';
import { IDENTITY_ATTRIBUTES } from '../lib/provider/identity';
import { listSchema, verifyTokenSchema } from '../lib/provider/schema';
import { SETTINGS } from '../lib/settings';

/** docs/reference.md: the names in TypeScript and in Terraform side by side, from the tables. */
export function reference(): string {
  return `# Reference

Made from the tables in \`lib/attributes.ts\` and \`lib/settings.ts\`, and from the provider's schemas.
[API.md](../API.md) describes the constructs.

## Auth method

In Terraform the resource \`${AUTH_METHOD_TYPE}\`; the data source of the same name has the attributes that
Datadog shows, and finds an auth method by its \`id\` or its \`name\`.

| TypeScript | Terraform | Datadog | | |
| --- | --- | --- | --- | --- |
${ROWS.map((row) =>
  line(code(row.property), code(row.terraform), row.wire ? code(row.wire) : '', kind(row), row.doc),
).join('\n')}

## All auth methods

In Terraform the data source \`${AUTH_METHODS_TYPE}\`. Names that mean the same to Terraform are left out, with a warning.

| TypeScript | Terraform | | |
| --- | --- | --- | --- |
${line(code(AUTH_METHODS_IDS.property), code(AUTH_METHODS_IDS.terraform), 'computed, map of string', AUTH_METHODS_IDS.doc)}

## Identity

For \`import\` blocks with an \`identity\`, from Terraform 1.12 on. [terraform-versions.md](terraform-versions.md) has
examples of this and of the next two, which OpenTofu does not have.

| Terraform | | |
| --- | --- | --- |
${Object.entries(IDENTITY_ATTRIBUTES)
  .map(([name, { requiredForImport, description }]) =>
    line(code(name), requiredForImport ? 'required' : 'optional', description),
  )
  .join('\n')}

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
`;
}

/** The attributes of a `config` block. */
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
