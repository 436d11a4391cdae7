import {
  AUTH_METHOD_TYPE,
  AUTH_METHODS_IDS,
  AUTH_METHODS_TYPE,
  PROVIDER_SOURCE,
  ROWS,
} from '../lib/attributes';
import { SETTINGS } from '../lib/settings';

/** docs/reference.md: the names in TypeScript and in Terraform side by side, from the tables. */
export function reference(): string {
  return `# Reference

Made from the tables in \`lib/attributes.ts\` and \`lib/settings.ts\`. The constructs are described in
[API.md](../API.md).

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
