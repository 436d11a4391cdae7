import { PROVIDER_NAME } from '../attributes';
import { duplicateName } from './errors';
import { TerraformStack } from './framework';
import { isLiteral } from './literal';
import { blocksIn, type RenderedStack } from './stack-blocks';

/** An auth method whose name is a literal. */
interface NamedMethod {
  readonly path: string;
  readonly name: string;
  /** Of two auth methods that share one, Datadog refuses the second. */
  readonly keys: readonly string[];
  /** Whether other stacks can have one of its keys. */
  readonly isShared: boolean;
}

/** What the last validation of each stack found. A synth validates one stack after another. */
const methodsOf = new WeakMap<TerraformStack, readonly NamedMethod[]>();

/** Each auth method of the stack that has the name of an earlier one in the same organisation. */
export function duplicateNames(stack: TerraformStack, rendered: RenderedStack): string[] {
  const own = namedMethods(stack, rendered);
  methodsOf.set(stack, own);
  const taken = new Map<string, string>();
  const earlierOf = ({ path, keys }: NamedMethod) => {
    const earlier = keys.map((key) => taken.get(key)).find((other) => other !== undefined);
    for (const key of keys) if (!taken.has(key)) taken.set(key, path);
    return earlier;
  };
  if (own.some(({ isShared }) => isShared))
    for (const other of stacksBefore(stack)) methodsOf.get(other)?.forEach(earlierOf);
  return own.flatMap((method) => {
    const earlier = earlierOf(method);
    return earlier === undefined || earlier === method.path
      ? []
      : [duplicateName(method.path, earlier, method.name)];
  });
}

function stacksBefore(stack: TerraformStack): TerraformStack[] {
  const stacks = stack.node.root.node.findAll().filter((element) => TerraformStack.isStack(element));
  return stacks.slice(0, stacks.indexOf(stack));
}

/** The settings that lead to an organisation. */
const ACCOUNT = [
  'cloud_provider_type',
  'org_uuid',
  'api_key',
  'app_key',
  'bearer_token',
  'site',
  'api_url',
] as const;

function namedMethods(stack: TerraformStack, { json, blocks }: RenderedStack): NamedMethod[] {
  const providers = new Map(blocks.map(({ address, values }) => [address, values]));
  const imported = new Set(blocksIn(json, 'import').map(({ to }) => to));
  return blocks.flatMap(({ kind, address, values, owner }) => {
    const { name, for_each, count, provider = PROVIDER_NAME } = values;
    if (kind !== 'resource' || typeof name !== 'string' || !isLiteral(name)) return [];
    const settings = providers.get(`provider.${String(provider)}`);
    // With `forEach` or `count` there may be none at all.
    if (!settings || !owner || for_each !== undefined || count !== undefined) return [];
    const account = ACCOUNT.map((setting) => settings[setting]);
    // Terraform normalises every string.
    const key = JSON.stringify([name.normalize('NFC'), ...account]);
    // Each deploy of a stack has an environment of its own, so only literal keys lead to the same place.
    // A login with a cloud ignores them.
    const { cloud_provider_type, api_key, bearer_token } = settings;
    const hasKeys = cloud_provider_type === undefined && (api_key ?? bearer_token) !== undefined;
    // Two stacks may each import an auth method and manage a part of it.
    const isShared = hasKeys && account.every(isLiteral) && !imported.has(address);
    const keys = [`${stack.node.path} ${key}`, ...(isShared ? [key] : [])];
    return [{ path: owner.node.path, name, keys, isShared }];
  });
}
