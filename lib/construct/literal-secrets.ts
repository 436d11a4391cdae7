import { environmentVariable, variableName } from './ephemeral-secret';

/** Messages for secrets that are written as literals. They never repeat the literal. */

const WHY =
  '(a value that code reads from process.env is one too), ' +
  'so cdk.tf.json and every plan file would contain it in clear text';

const IS_LITERAL = 'is a literal';

/**
 * For a literal client secret of the auth method with this construct id.
 *
 * @param origin how it is one
 */
export function literalClientSecret(property: string, methodId: string, origin = IS_LITERAL): string {
  return (
    `${property} ${origin} ${WHY}. ` +
    `Write ${ephemeralSecret(property, `${methodId}-secret`)} where Terraform runs, ` +
    'or refer to an ephemeral resource of your vault. ' +
    'If the secret gives access to nothing, you can set dangerouslyAllowLiteralSecrets.'
  );
}

/** For a literal key of the provider, which these environment variables can set too. */
export function literalKey(
  property: string,
  [first, ...others]: readonly string[],
  origin = IS_LITERAL,
): string {
  const environment = others.length > 0 ? `${first} (or ${others.join(', ')})` : first;
  const id = `datadog-${property.replace(/[A-Z]/g, '-$&').toLowerCase()}`;
  return (
    `${property} ${origin} ${WHY}. Omit it and set ${environment} where Terraform runs, ` +
    `or write ${ephemeralSecret(property, id)} there. ` +
    'If the key gives access to nothing, you can set dangerouslyAllowLiteralSecrets.'
  );
}

function ephemeralSecret(property: string, id: string): string {
  const variable = environmentVariable(variableName(id));
  return `\`${property}: new EphemeralSecret(this, '${id}').stringValue\` and set ${variable}`;
}
