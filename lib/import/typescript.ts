import stringWidth from 'string-width';
import { ROWS } from '../attributes';
import type { AuthMethod } from '../wire/answer';
import { constructIds } from './construct-ids';
import { nameOf } from './existing';
import { literal } from './literal';

/** Prettier's default. */
const LINE_WIDTH = 80;

/** Prettier breaks no line after a key that is shorter: little would be gained. */
const SHORTEST_BROKEN_KEY = 5;

const HEAD = `/**
 * Auth methods of Datadog's Webhooks Integration that existed already. Written by
 * \`datadog-webhooks import\`; from now on it is your code.
 *
 * Call authMethods(this) in a stack that has a DatadogWebhooksProvider. The first
 * deploy imports them all and changes none; after it the calls of importFrom do
 * nothing and can go.
 *
 * Datadog shows no client secret, so none is in here, and a deploy sends none: each
 * auth method keeps the one it has. To rotate one from here, give it
 *
 *   clientSecret: new EphemeralSecret(scope, 'payments-secret').stringValue,
 *
 * and set TF_VAR_payments_secret. The first one given is sent once. More about it is
 * in docs/secrets.md of cdktf-datadog-webhooks.
 */
import { OAuth2ClientCredentialsAuthMethod } from 'cdktf-datadog-webhooks';
import type { Construct } from 'constructs';

export function authMethods(scope: Construct): void {
`;

/** A TypeScript file that declares the auth methods and imports each by its id, formatted as Prettier would. */
export function typescriptOf(methods: readonly AuthMethod[]): string {
  const ids = constructIds(methods.map(nameOf));
  const declarations = methods.map((method, index) => declaration(method, ids[index] as string));
  return `${HEAD}${declarations.join('\n')}}\n`;
}

/** What keeps an auth method from being declared: the checks of the construct, which stop the synth. */
export function problemsOf({ attributes }: AuthMethod): readonly string[] {
  return declared(attributes).flatMap(({ row, value }) => {
    const problem = row.check?.(value as never);
    return problem === undefined ? [] : [`${row.property} ${problem}`];
  });
}

function declaration(method: AuthMethod, id: string): string {
  const open = `  new OAuth2ClientCredentialsAuthMethod(scope, ${literal(id)}, {`;
  const imported = `.importFrom(${literal(method.id)});`;
  if (open.length <= LINE_WIDTH) return `${open}\n${properties(method, '    ')}  })${imported}\n`;
  const last = `    {\n${properties(method, '      ')}    },\n  )${imported}\n`;
  return `  new OAuth2ClientCredentialsAuthMethod(\n    scope,\n    ${literal(id)},\n${last}`;
}

function properties({ attributes }: AuthMethod, indent: string): string {
  return declared(attributes)
    .map(({ row, value }) => {
      const line = `${indent}${row.property}: ${literal(value)},`;
      const whole = row.property.length < SHORTEST_BROKEN_KEY || stringWidth(line) <= LINE_WIDTH;
      return whole ? `${line}\n` : `${indent}${row.property}:\n${indent}  ${literal(value)},\n`;
    })
    .join('');
}

/** The attributes that are set; Datadog's empty text would be refused in code, where leaving out says the same. */
function declared(attributes: AuthMethod['attributes']) {
  return ROWS.filter((row) => row.need !== 'computed').flatMap((row) => {
    const value = (attributes as Readonly<Record<string, string | null>>)[row.wire ?? ''] ?? '';
    return value === '' && row.need === 'optional' ? [] : [{ row, value }];
  });
}
