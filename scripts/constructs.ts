import wrapAnsi from 'wrap-ansi';
import { ROWS, type AttributeRow } from '../lib/attributes';
import { SETTINGS, type SettingRow } from '../lib/settings';

/**
 * lib/construct/generated: the config interfaces and the accessors of the constructs, from the tables.
 *
 * jsii takes no mapped types in an exported interface, so both are written out. It merges a base that the
 * package does not export into the class or interface that extends it, so these files stay private.
 */
export function constructFiles(
  rows: readonly AttributeRow[] = ROWS,
  settings: readonly SettingRow[] = SETTINGS,
): Map<string, string> {
  return new Map([
    ['auth-method.ts', authMethod(rows)],
    ['data-auth-method.ts', dataAuthMethod(rows)],
    ['provider.ts', provider(settings)],
  ]);
}

/** What an accessor is made of. */
interface Member {
  readonly property: string;
  readonly doc: string;
  readonly details?: readonly string[];
  readonly default?: string;
  /** The type that a person gives. */
  readonly type: string;
  readonly required: boolean;
}

const HEADER = '// Generated from the tables by `npm run docs`; do not edit.\n';
const LINE_WIDTH = 110;

function authMethod(rows: readonly AttributeRow[]): string {
  const settable = rows.filter((row) => row.need !== 'computed');
  const framework = settable.some(isBoolean) ? 'type IResolvable, TerraformResource' : 'TerraformResource';
  return `${HEADER}import { ${framework} } from '../framework';
import type { Settable } from '../row-values';

${comment('The attributes that people set.', '@internal')}
export interface AuthMethodValues {
${settable.map((row) => property(memberOf(row))).join('\n\n')}
}

${comment('The accessors of the attributes.', '@internal')}
export abstract class AuthMethodAttributes extends TerraformResource {
  /** @internal */
  protected abstract readonly _values: Settable<AuthMethodValues>;

${rows.flatMap((row) => resourceAccessors(row)).join('\n\n')}
}
`;
}

function dataAuthMethod(rows: readonly AttributeRow[]): string {
  const shown = rows.filter((row) => row.property === 'id' || row.in.includes('answer'));
  const keys = shown
    .filter((row) => row.property === 'id' || row.property === 'name')
    .map((row) => ({ ...memberOf(row), required: false, default: undefined }));
  return `${HEADER}import { TerraformDataSource } from '../framework';

${comment('The attributes that an auth method is looked up by.', '@internal')}
export interface DataAuthMethodKeys {
${keys.map(({ property: name, type }) => `  ${name}?: ${type};`).join('\n')}
}

${comment('The accessors of the attributes that Datadog shows.', '@internal')}
export abstract class DataAuthMethodAttributes extends TerraformDataSource {
  /** @internal */
  protected abstract readonly _keys: DataAuthMethodKeys;

${shown
  .flatMap((row) => {
    const key = keys.find((candidate) => candidate.property === row.property);
    return [reference(row), ...(key ? [setter(key, '_keys'), reset(key, '_keys'), input(key, '_keys')] : [])];
  })
  .join('\n\n')}
}
`;
}

function provider(settings: readonly SettingRow[]): string {
  const members = settings.map((row): Member => ({ ...row, required: false }));
  return `${HEADER}import { TerraformProvider } from '../framework';
import type { Settable } from '../row-values';

${comment('The settings that people set.', '@internal')}
export interface ProviderSettings {
${members.map(property).join('\n\n')}
}

${comment('The accessors of the settings.', '@internal')}
export abstract class ProviderAttributes extends TerraformProvider {
  /** @internal */
  protected abstract readonly _values: Settable<ProviderSettings>;

${members
  .flatMap((member) => [
    `${comment(firstSentence(member.doc), '', '  ')}
  public get ${member.property}(): ${member.type} | undefined {
    return this._values.${member.property};
  }`,
    setter({ ...member, type: `${member.type} | undefined` }, '_values'),
    reset(member, '_values'),
    input(member, '_values'),
  ])
  .join('\n\n')}
}
`;
}

function memberOf(row: AttributeRow): Member {
  // A reference to a string or a number is one itself; to a boolean there is no such reference.
  return { ...row, type: givenType(row), required: row.need === 'required' };
}

function givenType(row: AttributeRow): string {
  return isBoolean(row) ? 'boolean | IResolvable' : row.type;
}

function isBoolean(row: AttributeRow): boolean {
  return row.type === 'boolean';
}

/** A property of the config interface. */
function property({ property: name, doc, details, default: omitted, type, required }: Member): string {
  // The default has a line of its own.
  const first = doc.replace(/ Default: .*$/, '');
  const tag = required ? '' : `@default ${omitted ?? '- none'}`;
  return `${comment([first, ...(details ?? [])].join('\n\n'), tag, '  ')}
  readonly ${name}${required ? '' : '?'}: ${type};`;
}

/** What people use of an attribute of the resource. */
function resourceAccessors(row: AttributeRow): string[] {
  if (row.need === 'computed') return [reference(row)];
  const member = memberOf(row);
  const optional = row.need === 'optional' ? [reset(member, '_values')] : [];
  const write = row.writeOnly ? [put(member)] : [reference(row), setter(member, '_values')];
  return [...write, ...optional, input(member, '_values')];
}

/** A getter that refers to the attribute in Terraform. */
function reference(row: AttributeRow): string {
  const getter = {
    string: 'getStringAttribute',
    number: 'getNumberAttribute',
    boolean: 'getBooleanAttribute',
  };
  const unset = row.need === 'optional' ? '; null in Terraform when it is not set' : '';
  return `${comment(`${firstSentence(row.doc).slice(0, -1)}, as a reference${unset}.`, '', '  ')}
  public get ${row.property}(): ${givenType(row)} {
    return this.${getter[row.type]}('${row.terraform}');
  }`;
}

function setter({ property: name, type }: Member, values: string): string {
  return `  public set ${name}(value: ${type}) {
    this.${values}.${name} = value;
  }`;
}

/**
 * In place of a setter: TypeScript takes no setter in jsii without a getter, and a reference would be null.
 */
function put({ property: name, type }: Member): string {
  return `${comment(`Sets \`${name}\`. It has no getter: a reference to a write-only attribute is always null.`, '', '  ')}
  public put${capitalised(name)}(value: ${type}): void {
    this._values.${name} = value;
  }`;
}

function reset({ property: name }: Member, values: string): string {
  return `${comment(`Takes \`${name}\` out of the configuration.`, '', '  ')}
  public reset${capitalised(name)}(): void {
    this.${values}.${name} = undefined;
  }`;
}

function input({ property: name, type, required }: Member, values: string): string {
  const text = `The value of \`${name}\` in the configuration${required ? '' : '; undefined when it is not set'}.`;
  return `${comment(text, '', '  ')}
  public get ${name}Input(): ${type}${required ? '' : ' | undefined'} {
    return this.${values}.${name};
  }`;
}

/** A comment of several paragraphs, broken at the width of a line, on one line where it fits. */
function comment(text: string, tag: string, indent = ''): string {
  const paragraphs = tag ? `${text}\n\n${tag}` : text;
  const single = `${indent}/** ${paragraphs} */`;
  if (!paragraphs.includes('\n') && single.length <= LINE_WIDTH) return single;
  const lines = wrapAnsi(paragraphs, LINE_WIDTH - `${indent} * `.length).split('\n');
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`.trimEnd()), `${indent} */`].join('\n');
}

function firstSentence(text: string): string {
  return /^.*?[.](?= [A-Z`]|$)/.exec(text)?.[0] ?? text;
}

function capitalised(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
