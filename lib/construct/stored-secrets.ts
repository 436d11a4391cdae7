import {
  Annotations,
  DefaultTokenResolver,
  type ISynthesisSession,
  StringConcat,
  TerraformStack,
  TerraformVariable,
  Tokenization,
} from 'cdktf';
import type { IConstruct } from 'constructs';

/**
 * Warns where a secret comes from a variable that Terraform keeps: the value of a variable that is not ephemeral is in
 * the plan file, sensitive or not.
 *
 * @param secrets the secrets by their names in TypeScript
 */
export function warnOfStoredSecrets(
  construct: IConstruct,
  secrets: Readonly<Record<string, string | undefined>>,
  session: ISynthesisSession,
): void {
  const stored = storedVariables(TerraformStack.of(construct), session);
  for (const [property, value] of Object.entries(secrets)) {
    for (const variable of variablesIn(value, construct).filter((name) => stored.has(name))) {
      Annotations.of(construct).addWarning(
        `${property} comes from the variable ${variable}, which is not ephemeral, so it would lie in clear text in ` +
          'every plan file. Use an EphemeralSecret in its place, ' +
          "or call addOverride('ephemeral', true) on the variable.",
      );
    }
  }
}

function variablesIn(value: string | undefined, scope: IConstruct): string[] {
  if (value === undefined) return [];
  const resolver = new DefaultTokenResolver(new StringConcat());
  const expression = String(Tokenization.resolve(value, { scope, resolver }));
  return [...expression.matchAll(/\bvar\.([A-Za-z_][\w-]*)/g)].map(([, name]) => name as string);
}

type StoredVariables = Map<TerraformStack, ReadonlySet<string>>;

// A stack of a thousand auth methods is searched once for each synthesis, not a thousand times.
const found = new WeakMap<ISynthesisSession, StoredVariables>();

function storedVariables(stack: TerraformStack, session: ISynthesisSession): ReadonlySet<string> {
  const stacks: StoredVariables = found.get(session) ?? new Map();
  found.set(session, stacks);
  const stored = stacks.get(stack) ?? new Set(stack.node.findAll().filter(isStored).map(nameOf));
  stacks.set(stack, stored);
  return stored;
}

function isStored(construct: IConstruct): construct is TerraformVariable {
  return (
    construct instanceof TerraformVariable && !construct.toTerraform().variable[nameOf(construct)].ephemeral
  );
}

function nameOf(variable: TerraformVariable): string {
  return variable.friendlyUniqueId;
}
