import { quoted } from '../checks';

/** The errors of the constructs: what happened, why it cannot work and what to do. */

export function builtProviderMissing(paths: readonly string[]): Error {
  return new Error(
    `The Terraform provider of cdktf-datadog-webhooks is not built: ${paths.join(' and ')} not found. ` +
      'Terraform needs it beside the stack. In a checkout run `npm run build`; ' +
      'an installed package brings it, so install the package again. ' +
      'If your app is bundled, leave cdktf-datadog-webhooks out of the bundle.',
  );
}

export function unknownWatchedAttributes(
  path: string,
  unknown: readonly string[],
  known: readonly string[],
): Error {
  return new Error(
    `The change hook ${path} watches ${unknown.join(', ')}, which an auth method does not have. ` +
      `Its attributes are ${known.join(', ')}.`,
  );
}

export function nothingWatched(path: string): Error {
  return new Error(
    `The change hook ${path} watches no attribute, so its command would run on creation and never again. ` +
      'Name the attributes in `on`, or leave `on` out to watch all.',
  );
}

export function variableNameTaken(path: string, variable: string, takenBy: string): Error {
  return new Error(
    `The variable ${variable} of ${path} is already that of ${takenBy}, so both would get the same secret. ` +
      'Give one of them another `variableName`, or use the one in both places.',
  );
}

/** The validation message for a name that an earlier auth method of the same organisation has. */
export function duplicateName(path: string, earlier: string, name: string): string {
  return (
    `${path} has the same name as ${earlier}: ${quoted(name)}. ` +
    'Datadog accepts a name only once in an organisation, so the deploy would fail half-way. ' +
    'Give one of them a different `name`. If they belong to two organisations, ' +
    'give each its own `provider` with its own keys or `site`.'
  );
}

/** What Terraform shows when it gets no value for a secret. */
export function secretHasNoValue(variable: string, environmentVariable: string): string {
  return (
    `The secret ${variable} has no value. ` +
    'Without it a deploy could use other credentials or miss a rotation. ' +
    `Set the environment variable ${environmentVariable} where Terraform runs.`
  );
}

/** The validation message for names in `ignoreChanges` that no attribute has. */
export function unknownIgnoredAttributes(unknown: readonly string[], known: readonly string[]): string {
  return (
    `lifecycle.ignoreChanges names ${unknown.join(', ')}, which an auth method does not have. ` +
    'Terraform would stop at plan. ' +
    `Use the names of its attributes: ${known.join(', ')}.`
  );
}

/** The validation message for the client secret in `ignoreChanges`. */
export function secretIgnored(): string {
  return (
    'lifecycle.ignoreChanges names clientSecret, which no state holds. ' +
    'Terraform has no earlier value of it to keep. ' +
    'Set clientSecretVersion: the secret is then sent only when that number changes.'
  );
}
