import { ROWS } from '../attributes';
import { quoted } from '../text/quoted';
import { synthError } from '../mirror/errors';
import { PACKAGE_NAME } from '../mirror/package-json';

/** The errors of the constructs: what happened, why it cannot work and what to do. */

/** @param app the framework of the app, such as `cdktn` */
export function otherFramework(app: string, ours: string): Error {
  return synthError(
    `${PACKAGE_NAME} is made for ${ours}, but the app is made with ${app}.`,
    `${app} cannot synthesize constructs of ${ours}.`,
    `Install ${app}-datadog-webhooks, import the constructs from it, and remove ${PACKAGE_NAME}.`,
  );
}

/** The validation message for a property that no config has. */
export function unknownProperty(name: string, nearest: string | undefined, known: readonly string[]): string {
  const help = nearest === undefined ? `The properties are ${known.join(', ')}.` : `Did you mean ${nearest}?`;
  return `${quoted(name)} is not a property of this construct, so it would have no effect. ${help}`;
}

/** @param on what the change hook with this path watches */
export function wrongWatchedAttributes(path: string, on: readonly string[]): Error {
  const attributes = ROWS.map((row) => row.property).join(', ');
  return synthError(
    `The change hook ${path} watches ${JSON.stringify(on)}.`,
    `\`on\` must name one or more attributes of an auth method: ${attributes}.`,
    'Omit it to watch all.',
  );
}

/** The validation message for an address that an earlier construct of the stack has. */
export function duplicateAddress(path: string, earlier: string, address: string): string {
  return (
    `${path} has the same address in Terraform as ${earlier}: ${address}. ` +
    'Of a construct id, only the letters A-Z and a-z, digits, _ and - are part of the address. ' +
    'Both would be one, so cdk.tf.json would contain only one of them. ' +
    'Give one of them a different construct id, or a secret a different `variableName`.'
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

/** The validation message for the client secret in `ignoreChanges`. */
export function secretIgnored(): string {
  return (
    'lifecycle.ignoreChanges names clientSecret, which no state holds. ' +
    'Terraform has no earlier value of it to keep. ' +
    'Set clientSecretVersion: the secret is then sent only when that number changes.'
  );
}
