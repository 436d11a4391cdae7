import { PROVIDER_NAME, ROWS } from '../attributes';
import { quoted } from '../text/quoted';
import { synthError } from '../mirror/errors';
import { PACKAGE_NAME } from '../mirror/package-json';

/** The errors of the constructs: what happened, why it cannot work and what to do. */

const ATTRIBUTES = ROWS.map((row) => row.property).join(', ');

/** @param app the framework of the app, such as `cdktn` */
export function otherFramework(app: string, ours: string): Error {
  return synthError(
    `${PACKAGE_NAME} is made for ${ours}, but the app is made with ${app}.`,
    `${app} cannot synthesize constructs of ${ours}.`,
    `Install ${app}-datadog-webhooks, import the constructs from it, and remove ${PACKAGE_NAME}.`,
  );
}

export function unknownWatchedAttributes(path: string, unknown: readonly string[]): Error {
  return synthError(
    `The change hook ${path} watches ${unknown.join(', ')}, which an auth method does not have.`,
    `Its attributes are ${ATTRIBUTES}.`,
  );
}

export function nothingWatched(path: string): Error {
  return synthError(
    `The change hook ${path} watches no attribute, so its command would run on creation and never again.`,
    'Name the attributes in `on`, or omit `on` to watch all.',
  );
}

export function variableNameTaken(path: string, variable: string, takenBy: string): Error {
  return synthError(
    `The variable ${variable} of ${path} already belongs to ${takenBy}, so both would get the same secret.`,
    'Give one of them a different `variableName`, or use one secret in both places.',
  );
}

/** The validation message for a property that no config has. */
export function unknownProperty(name: string, nearest: string | undefined, known: readonly string[]): string {
  const help = nearest === undefined ? `The properties are ${known.join(', ')}.` : `Did you mean ${nearest}?`;
  return `${quoted(name)} is not a property of this construct, so it would have no effect. ${help}`;
}

/** The validation message for a name that an earlier auth method of the same organisation has. */
export function duplicateName(path: string, earlier: string, name: string): string {
  return (
    `${path} has the same name as ${earlier}: ${quoted(name)}. ` +
    'Datadog accepts a name only once in an organisation, so the deploy would fail half-way. ' +
    'Give one of them a different `name`. If they belong to two organisations, ' +
    'give each its own `provider` with its own keys, `orgUuid` or `site`.'
  );
}

/** The validation message for an address that an earlier construct of the stack has. */
export function duplicateAddress(path: string, earlier: string, address: string): string {
  return (
    `${path} has the same address in Terraform as ${earlier}: ${address}. ` +
    'Of a construct id, only the letters A-Z and a-z, digits, _ and - are part of the address. ' +
    'Both would be one resource, so cdk.tf.json would contain only one of them. ' +
    'Give one of them a different construct id.'
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
export function unknownIgnoredAttributes(unknown: readonly string[]): string {
  return (
    `lifecycle.ignoreChanges names ${unknown.join(', ')}, which an auth method does not have. ` +
    'Terraform would stop at plan. ' +
    `Use the names of its attributes: ${ATTRIBUTES}.`
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

/** The validation message for a provider's source that is not the address of this provider. */
export function wrongProviderSource(source: string): string {
  return (
    `source must be the address of a provider named ${PROVIDER_NAME}, ` +
    `such as cdktf-datadog-webhooks/${PROVIDER_NAME}, but is ${quoted(source)}`
  );
}

/** The validation message for two sources of the provider in one stack. */
export function differentSource(source: string, other: string, otherSource: string): string {
  return (
    `source is ${quoted(source)}, and that of ${other} is ${quoted(otherSource)}. ` +
    'Terraform takes one for each stack. Give all of them the same source.'
  );
}
