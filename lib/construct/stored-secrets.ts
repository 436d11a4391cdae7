import { Annotations, type ISynthesisSession, TerraformStack, TerraformElement } from './framework';
import type { IConstruct } from 'constructs';
import { expressionOf } from './tokens';

/**
 * Warns where a secret comes from a variable that Terraform stores: a plan file holds the value of each
 * variable that is not ephemeral, sensitive or not.
 *
 * @param secrets the secrets by their names in TypeScript
 */
export function warnOfStoredSecrets(
  construct: IConstruct,
  secrets: Readonly<Record<string, string | undefined>>,
  session: ISynthesisSession,
): void {
  const stored = storedVariables(construct.node.root, session);
  for (const [property, value] of Object.entries(secrets)) {
    for (const variable of variablesIn(value, construct).filter((name) =>
      stored.has(addressOf(construct, name)),
    )) {
      Annotations.of(construct).addWarning(
        `${property} comes from the variable ${variable}, which is not ephemeral. ` +
          'Every plan file would hold its value in clear text. ' +
          "Use an EphemeralSecret instead, or call addOverride('ephemeral', true) on the variable.",
      );
    }
  }
}

function variablesIn(value: string | undefined, scope: IConstruct): string[] {
  return [...(expressionOf(value, scope) ?? '').matchAll(/\bvar\.([A-Za-z_][\w-]*)/g)].map(
    ([, name]) => name as string,
  );
}

// Searches an app of a thousand auth methods once for each synthesis, not a thousand times.
const found = new WeakMap<ISynthesisSession, ReadonlySet<string>>();

function storedVariables(root: IConstruct, session: ISynthesisSession): ReadonlySet<string> {
  const stored =
    found.get(session) ??
    new Set(
      root.node
        .findAll()
        .filter(isStored)
        .map((variable) => addressOf(variable, variable.friendlyUniqueId)),
    );
  found.set(session, stored);
  return stored;
}

/**
 * Looks at what an element renders: with two copies of the framework, `instanceof` knows only half the
 * variables.
 */
function isStored(construct: IConstruct): construct is TerraformElement {
  if (!TerraformElement.isTerraformElement(construct)) return false;
  const { variable } = construct.toTerraform() as { variable?: Record<string, { ephemeral?: boolean }> };
  return variable !== undefined && variable[construct.friendlyUniqueId]?.ephemeral !== true;
}

function addressOf(construct: IConstruct, variable: string): string {
  return `${TerraformStack.of(construct).node.path} ${variable}`;
}
