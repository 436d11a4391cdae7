import stringWidth from 'string-width';
import { ROWS, type Scalar } from '../attributes';
import { quoted } from '../text/quoted';
import type { AuthMethod } from '../wire/answer';
import { constructIds } from './construct-ids';
import { nameOf } from './existing';
import { literal } from './literal';

/** Prettier's default. */
const LINE_WIDTH = 80;

/** In characters; Prettier does not break a line after a shorter key. */
const SHORTEST_BROKEN_KEY = 5;

const head = (packageName: string) => `/**
 * Existing auth methods of Datadog's Webhooks Integration, written by
 * \`datadog-webhooks import\`. It is yours to edit.
 *
 * Call authMethods(this) in a stack with a DatadogWebhooksProvider. The first deploy
 * imports all auth methods and changes none. After it, you can remove the calls of
 * importFrom.
 *
 * Datadog shows no client secret, so this file contains none. A deploy sends none:
 * each auth method keeps the secret it has. To rotate a secret from here, add
 *
 *   clientSecret: new EphemeralSecret(scope, 'payments-secret').stringValue,
 *
 * and set TF_VAR_payments_secret. The first deploy with it sends the secret once.
 * See docs/secrets.md of ${packageName}.
 */
import { OAuth2ClientCredentialsAuthMethod } from '${packageName}';
import type { Construct } from 'constructs';

export function authMethods(scope: Construct): void {
`;

/**
 * A TypeScript file that declares the auth methods and imports each by its id, formatted as Prettier would.
 *
 * @param packageName the package that has the construct
 */
export function typescriptOf(methods: readonly AuthMethod[], packageName: string): string {
  const ids = constructIds(methods.map(nameOf));
  const declarations = methods.map((method, index) => declaration(method, ids[index] as string));
  return `${head(packageName)}${declarations.join('\n')}}\n`;
}

/**
 * Why each auth method cannot be declared beside the others: the construct's checks, or the framework, would
 * fail at synth.
 */
export function problemsOf(methods: readonly AuthMethod[]): readonly (readonly string[])[] {
  const byName = new Map<string, AuthMethod[]>();
  for (const method of methods) {
    const name = nameInTerraform(method);
    byName.set(name, [...(byName.get(name) ?? []), method]);
  }
  return methods.map((method) => {
    const problems = declaredAttributes(method.attributes).flatMap(({ row, value }) => {
      const problem = row.check?.(value as never) ?? noToken(value);
      return problem === undefined ? [] : [`${row.property} ${problem}`];
    });
    const twin = byName.get(nameInTerraform(method))?.find((other) => nameOf(other) !== nameOf(method));
    return twin ? [...problems, `Terraform reads the name of ${twin.id} as the same`] : problems;
  });
}

/** Terraform normalises every string. */
function nameInTerraform(method: AuthMethod): string {
  return nameOf(method).normalize('NFC');
}

/** The framework takes such a text for a reference to a value of its own, and finds none. */
function noToken(value: Scalar): string | undefined {
  const [found] = /[$#&]\{TfToken\[[\w:.-]+\]\}/.exec(String(value)) ?? [];
  return found === undefined
    ? undefined
    : `must not contain a token of the framework, but contains ${quoted(found)}`;
}

function declaration(method: AuthMethod, id: string): string {
  const open = `  new OAuth2ClientCredentialsAuthMethod(scope, ${literal(id)}, {`;
  const imported = `.importFrom(${literal(method.id)});`;
  if (open.length <= LINE_WIDTH) return `${open}\n${properties(method, '    ')}  })${imported}\n`;
  const last = `    {\n${properties(method, '      ')}    },\n  )${imported}\n`;
  return `  new OAuth2ClientCredentialsAuthMethod(\n    scope,\n    ${literal(id)},\n${last}`;
}

function properties({ attributes }: AuthMethod, indent: string): string {
  return declaredAttributes(attributes)
    .map(({ row, value }) => {
      const line = `${indent}${row.property}: ${literal(value)},`;
      const fits = row.property.length < SHORTEST_BROKEN_KEY || stringWidth(line) <= LINE_WIDTH;
      return fits ? `${line}\n` : `${indent}${row.property}:\n${indent}  ${literal(value)},\n`;
    })
    .join('');
}

/** The attributes with a value. The construct refuses an empty one; omitting it has the same effect. */
function declaredAttributes(attributes: AuthMethod['attributes']) {
  return ROWS.filter((row) => row.need !== 'computed').flatMap((row) => {
    const value = (attributes as Readonly<Record<string, Scalar | null>>)[row.wire ?? ''] ?? '';
    return value === '' && row.need === 'optional' ? [] : [{ row, value }];
  });
}
