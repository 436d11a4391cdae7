import { ROWS, type Scalar } from '../attributes';
import { quoted } from '../text/quoted';
import type { AuthMethod } from '../wire/answer';
import { constructIds } from './construct-ids';
import { nameOf } from './existing';
import { literal } from './literal';

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
 *   clientSecret: new EphemeralSecret(scope, "payments-secret").stringValue,
 *
 * and set TF_VAR_payments_secret. The first deploy with it sends the secret once.
 * See docs/secrets.md of ${packageName}.
 */
import { OAuth2ClientCredentialsAuthMethod } from "${packageName}";
import type { Construct } from "constructs";

export function authMethods(scope: Construct): void {
`;

/**
 * A TypeScript file that declares the auth methods and imports each by its id.
 *
 * @param packageName the package that has the construct
 */
export function typescriptOf(methods: readonly AuthMethod[], packageName: string): string {
  const ids = constructIds(methods.map(nameOf));
  const declarations = methods.map((method, index) => declaration(method, ids[index] as string));
  return `${head(packageName)}${declarations.join('\n')}}\n`;
}

/** Why an auth method cannot be declared: the construct's checks, or the framework, would fail at synth. */
export function problemsOf({ attributes }: AuthMethod): readonly string[] {
  return declaredAttributes(attributes).flatMap(({ row, value }) => {
    const problem = row.check?.(value as never) ?? noToken(value);
    return problem === undefined ? [] : [`${row.property} ${problem}`];
  });
}

/** The framework takes such a text for a reference to a value of its own, and finds none. */
function noToken(value: Scalar): string | undefined {
  const [token] = /[$#]\{TfToken\[[\w:.-]+\]\}/.exec(String(value)) ?? [];
  return token && `must not contain a token of the framework, but contains ${quoted(token)}`;
}

function declaration({ id: uuid, attributes }: AuthMethod, id: string): string {
  const properties = declaredAttributes(attributes).map(
    ({ row, value }) => `    ${row.property}: ${literal(value)},\n`,
  );
  return (
    `  new OAuth2ClientCredentialsAuthMethod(scope, ${literal(id)}, {\n` +
    `${properties.join('')}  }).importFrom(${literal(uuid)});\n`
  );
}

/** The attributes with a value. The construct refuses an empty one; omitting it has the same effect. */
function declaredAttributes(attributes: AuthMethod['attributes']) {
  return ROWS.filter((row) => row.need !== 'computed').flatMap((row) => {
    const value = (attributes as Readonly<Record<string, Scalar | null>>)[row.wire ?? ''] ?? '';
    return value === '' && row.need === 'optional' ? [] : [{ row, value }];
  });
}
