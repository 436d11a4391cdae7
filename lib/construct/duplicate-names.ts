import type { IConstruct } from 'constructs';
import { AUTH_METHOD_TYPE, PROVIDER_NAME } from '../attributes';
import { duplicateName } from './errors';
import {
  DefaultTokenResolver,
  StringConcat,
  type TerraformProvider,
  TerraformResource,
  TerraformStack,
  Tokenization,
} from './framework';
import type { AuthMethodAttributes } from './generated/auth-method';
import type { ProviderAttributes } from './generated/provider';
import { isLiteral } from './literal';

/** Each auth method of the stack that has the name of an earlier one in the same organisation. */
export function duplicateNames(stack: TerraformStack): string[] {
  return sameNames(stack.node.root).flatMap((methods) =>
    methods.flatMap((method, index) => {
      if (TerraformStack.of(method) !== stack) return [];
      const earlier = methods.slice(0, index).find((other) => sharesOrganisation(method, other));
      return earlier ? [duplicateName(method.node.path, earlier.node.path, method.nameInput)] : [];
    }),
  );
}

/** The auth methods of the app whose literal names are equal, in groups. */
function sameNames(root: IConstruct): AuthMethodAttributes[][] {
  const byName = new Map<string, AuthMethodAttributes[]>();
  for (const method of root.node.findAll().filter(isAuthMethod)) {
    // With `forEach` or `count` there may be none at all.
    if (!isLiteral(method.nameInput) || method.forEach || method.count !== undefined) continue;
    // Terraform normalises every string.
    const name = method.nameInput.normalize('NFC');
    byName.set(name, [...(byName.get(name) ?? []), method]);
  }
  return [...byName.values()]
    .filter((methods) => methods.length > 1)
    .map((methods) => methods.filter(isRenderedWithItsName));
}

function isAuthMethod(construct: IConstruct): construct is AuthMethodAttributes {
  return (
    TerraformResource.isTerraformResource(construct) &&
    construct.terraformResourceType === AUTH_METHOD_TYPE &&
    typeof (construct as AuthMethodAttributes).nameInput === 'string'
  );
}

/** An override may give it a different name, and a construct that moved away leaves no resource. */
function isRenderedWithItsName(method: AuthMethodAttributes): boolean {
  return rendered(method).resource?.[AUTH_METHOD_TYPE]?.[method.friendlyUniqueId]?.name === method.nameInput;
}

function rendered(method: AuthMethodAttributes) {
  return method.toTerraform() as {
    resource?: Record<string, Record<string, { name?: unknown }>>;
    import?: unknown;
  };
}

/** The settings that lead to an organisation. */
const ACCOUNT = ['apiKey', 'appKey', 'bearerToken', 'site', 'apiUrl'] as const;

/** Whether two auth methods belong to one organisation, as far as synth can know. In doubt they do not. */
function sharesOrganisation(a: AuthMethodAttributes, b: AuthMethodAttributes): boolean {
  const [left, right] = [accountOf(a), accountOf(b)];
  if (!left || !right || left.some((value, index) => value !== right[index])) return false;
  if (TerraformStack.of(a) === TerraformStack.of(b)) return true;
  // Each deploy of a stack has an environment of its own, so only literal keys lead to the same place.
  const [apiKey, , bearerToken] = left;
  const literal = left.every(isLiteral) && (apiKey ?? bearerToken) !== undefined;
  // Two stacks may each import an auth method and manage a part of it.
  return literal && !rendered(a).import && !rendered(b).import;
}

function accountOf(method: AuthMethodAttributes): (string | undefined)[] | undefined {
  const provider = method.provider ?? defaultProvider(method);
  if (!isOurProvider(provider)) return undefined;
  return ACCOUNT.map((setting) => expressionOf(provider[`${setting}Input`], provider));
}

function defaultProvider(method: AuthMethodAttributes): TerraformProvider | undefined {
  return TerraformStack.of(method)
    .allProviders()
    .find((provider) => isOurProvider(provider) && provider.alias === undefined);
}

function isOurProvider(provider: TerraformProvider | undefined): provider is ProviderAttributes {
  return provider?.terraformResourceType === PROVIDER_NAME && 'apiKeyInput' in provider;
}

/** A value with its references written out in Terraform's syntax, such as `${var.name}`. */
function expressionOf(value: unknown, scope: IConstruct): string | undefined {
  if (value === undefined) return undefined;
  const resolver = new DefaultTokenResolver(new StringConcat());
  return String(Tokenization.resolve(value, { scope, resolver }));
}
