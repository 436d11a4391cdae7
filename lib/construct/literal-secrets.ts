import type { Origin } from './secret-origins';
import type { BlockRow, OwnBlock } from './stack-blocks';
import { environmentVariable, variableName } from './variable-names';

/** Messages for secrets that Terraform's files would contain in clear text. They never repeat the secret. */

const IN_CODE = 'so cdk.tf.json and every plan file would contain it in clear text.';

const REASONS: Readonly<Record<Origin['kind'], (name: string) => string>> = {
  literal: () => `is a literal (a value that code reads from process.env is one too), ${IN_CODE}`,
  expression: () =>
    'has more than references in it, ' +
    'so a part of it could be in cdk.tf.json and every plan file in clear text. ' +
    'Use a reference, or a function whose arguments are references.',
  iterator: () => `comes from forEach, whose values contain a literal, ${IN_CODE}`,
  local: (name) => `comes from the local ${name}, which contains a literal, ${IN_CODE}`,
  remote: () =>
    'comes from another state (terraform_remote_state), ' +
    'so it would be in that state and in the one of this stack in clear text. ' +
    'Declare the secret in each stack that uses it.',
  default: (name) => `comes from the variable ${name}, which has a default, ${IN_CODE}`,
  plain: (name) =>
    `comes from the variable ${name}, which is neither ephemeral nor sensitive, ` +
    'so every plan file would contain it in clear text.',
  stored: (name) =>
    `comes from the variable ${name}, which is not ephemeral. ` +
    'Every plan file would hold its value in clear text. ' +
    "Use an EphemeralSecret instead, or call addOverride('ephemeral', true) on the variable.",
};

const ITERATE =
  'Iterate over names, and read the secrets from a map: ' +
  "`const secrets = new TerraformVariable(this, 'secrets', { type: 'map(string)', sensitive: true })`, " +
  "`secrets.addOverride('ephemeral', true)`, `clientSecret: Fn.lookup(secrets.value, iterator.key)`. " +
  'Set TF_VAR_secrets to a JSON object where Terraform runs.';

export function refusedSecret(
  { property, environment }: BlockRow,
  { path, id }: OwnBlock['place'],
  { kind, name = '' }: Origin,
): string {
  const secret = ephemeralSecret(
    property,
    environment ? `datadog-${property.replace(/[A-Z]/g, '-$&').toLowerCase()}` : `${id}-secret`,
  );
  const write = environment
    ? `Omit it and set ${environment.join(' or ')} where Terraform runs, or write ${secret}.`
    : `Write ${secret}, or refer to an ephemeral resource of your vault.`;
  return (
    `${property} of ${path} ${REASONS[kind](name)} ${kind === 'iterator' ? ITERATE : write} ` +
    'If it gives access to nothing, you can set dangerouslyAllowLiteralSecrets.'
  );
}

/** The warning about a secret that every plan file contains. */
export function storedSecret({ property }: BlockRow, { name = '' }: Origin): string {
  return `${property} ${REASONS.stored(name)}`;
}

/** The warning about a client secret that the code of the auth method with this id sets to `undefined`. */
export function undefinedSecret(id: string): string {
  return (
    'clientSecret is undefined, so no secret is sent. ' +
    'If the code reads it from process.env: the CLI hides TF_VAR_* from the app, ' +
    'and a secret that the app reads would be a literal. ' +
    `Write ${ephemeralSecret('clientSecret', `${id}-secret`)}, or omit clientSecret.`
  );
}

function ephemeralSecret(property: string, id: string): string {
  const variable = environmentVariable(variableName(id));
  return (
    `\`${property}: new EphemeralSecret(this, '${id}').stringValue\` ` +
    `and set ${variable} where Terraform runs`
  );
}
