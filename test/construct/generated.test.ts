import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AttributeRow, ROWS } from '../../lib/attributes';
import { constructFiles } from '../../scripts/constructs';
import { ROOT } from '../helpers/terraform';

const FOLDER = join(ROOT, 'lib/construct/generated');

/** The lines that a row more adds to a generated file; nothing else of it may change. */
function added(file: string, row: AttributeRow): string {
  const before = (constructFiles().get(file) as string).split('\n');
  const after = (constructFiles([...ROWS, row]).get(file) as string).split('\n');
  const lines: string[] = [];
  for (const line of after) {
    if (line === before[0]) before.shift();
    else lines.push(line);
  }
  expect(before).toEqual([]);
  return lines.join('\n');
}

test('the committed files are those that the tables make', () => {
  const committed = readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')]);
  expect(Object.fromEntries(committed)).toEqual(Object.fromEntries(constructFiles()));
});

test('a row is a property of the config and the accessors of the construct', () => {
  const tenant = {
    property: 'tenant',
    terraform: 'tenant_name',
    type: 'string',
    need: 'optional',
    in: ['create', 'patch', 'answer'],
    doc: 'The tenant. It is long.',
    default: '- the first one',
  } as const;
  expect(added('auth-method.ts', tenant)).toBe(
    `
  /**
   * The tenant. It is long.
   *
   * @default - the first one
   */
  readonly tenant?: string;

  /** The tenant, as a reference; null in Terraform when it is not set. */
  public get tenant(): string {
    return this.getStringAttribute('tenant_name');
  }

  public set tenant(value: string) {
    this._values.tenant = value;
  }

  /** Takes \`tenant\` out of the configuration. */
  public resetTenant(): void {
    this._values.tenant = undefined;
  }

  /** The value of \`tenant\` in the configuration; undefined when it is not set. */
  public get tenantInput(): string | undefined {
    return this._values.tenant;
  }
`.trimEnd(),
  );
  expect(added('data-auth-method.ts', tenant)).toBe(`
  /** The tenant, as a reference; null in Terraform when it is not set. */
  public get tenant(): string {
    return this.getStringAttribute('tenant_name');
  }`);
});

test('a write-only row has no getter', () => {
  const row = {
    property: 'pin',
    terraform: 'pin_wo',
    type: 'number',
    need: 'required',
    writeOnly: true,
  } as const;
  expect(added('auth-method.ts', { ...row, in: ['create'], doc: 'A pin.' })).toBe(`
  /** A pin. */
  readonly pin: number;

  /** Sets \`pin\`. It has no getter: a reference to a write-only attribute is always null. */
  public putPin(value: number): void {
    this._values.pin = value;
  }

  /** The value of \`pin\` in the configuration. */
  public get pinInput(): number {
    return this._values.pin;
  }`);
});
