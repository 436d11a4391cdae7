import { environmentVariable, variableName } from './ephemeral-secret';

/** What is said to a secret that is written as a literal. The literal itself is never repeated. */

const WHY =
  'is a literal (a value that code reads from process.env is one too), ' +
  'so it would lie in clear text in cdk.tf.json and in every plan file';

/** To a literal client secret of the auth method with this construct id. */
export function literalClientSecret(property: string, methodId: string): string {
  return (
    `${property} ${WHY}. Write ${ephemeralSecret(property, `${methodId}-secret`)} where Terraform runs, ` +
    'or refer to an ephemeral resource of your vault. ' +
    'Only for a secret that opens nothing: dangerouslyAllowLiteralSecrets.'
  );
}

/** To a literal key of the provider that these environment variables can give as well. */
export function literalKey(property: string, [first, ...others]: readonly string[]): string {
  const environment = others.length > 0 ? `${first} (or ${others.join(', ')})` : first;
  const id = `datadog-${property.replace(/[A-Z]/g, '-$&').toLowerCase()}`;
  return (
    `${property} ${WHY}. Leave it out and set ${environment} where Terraform runs, ` +
    `or write ${ephemeralSecret(property, id)} there. ` +
    'Only for a key that opens nothing: dangerouslyAllowLiteralSecrets.'
  );
}

function ephemeralSecret(property: string, id: string): string {
  const variable = environmentVariable(variableName(id));
  return `\`${property}: new EphemeralSecret(this, '${id}').stringValue\` and set ${variable}`;
}
