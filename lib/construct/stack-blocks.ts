import { AUTH_METHOD_TYPE, type AttributeRow, PROVIDER_NAME, ROWS, VERIFY_TOKEN_ACTION } from '../attributes';
import { SETTINGS, type SettingRow } from '../settings';
import { isRecord } from '../text/json';
import { TerraformElement, TerraformProvider, TerraformStack, TerraformVariable } from './framework';
import type { Row } from './row-values';

/** An object in cdk.tf.json: the file itself, or a block in it. */
export type Block = Readonly<Record<string, unknown>>;

/** A row of the attribute table or of the settings table. */
export type BlockRow = Row &
  Pick<AttributeRow, 'writeOnly'> &
  Partial<Pick<SettingRow, 'secret' | 'environment'>>;

/** A block of ours with values to check. */
export interface OwnBlock {
  readonly kind: 'resource' | 'data' | 'action' | 'provider';
  /** Such as `provider.datadogwebhooks.eu`. */
  readonly address: string;
  readonly values: Block;
  /** The `for_each` that gives the values their `each`. */
  readonly forEach: unknown;
  readonly rows: readonly BlockRow[];
  /** Undefined if only an override makes the block. */
  readonly owner: TerraformElement | undefined;
  /** What messages name: the construct, or what stands for it. */
  readonly place: { readonly path: string; readonly id: string };
}

/** What a stack renders, with every override. */
export interface RenderedStack {
  readonly json: Block;
  readonly blocks: readonly OwnBlock[];
  /** The constructs that render something of ours, in their order. */
  readonly owners: readonly (readonly [address: string, owner: TerraformElement])[];
}

export function renderedStack(stack: TerraformStack): RenderedStack {
  const json = stack.toTerraform() as Block;
  const owners = ownersIn(stack);
  const ownerOf = new Map(owners);
  const blocks = [
    ...namedBlocks(json, 'resource', AUTH_METHOD_TYPE),
    ...namedBlocks(json, 'data', AUTH_METHOD_TYPE),
    // An action can only be written as an override.
    ...namedBlocks(json, 'action', VERIFY_TOKEN_ACTION, 'config'),
    ...blocksIn(json, 'provider', PROVIDER_NAME).map((values) => ({
      kind: 'provider' as const,
      address: providerAddress(values.alias),
      values,
      forEach: values.for_each,
    })),
  ].map((block) => {
    const rows: readonly BlockRow[] = block.kind === 'provider' ? SETTINGS : ROWS;
    const owner = ownerOf.get(block.address);
    const place = owner?.node ?? { path: block.address, id: block.address.replace(/^.*\./, '') };
    return { ...block, rows, owner, place };
  });
  return { json, blocks, owners };
}

/**
 * The blocks under a path of names. Terraform also reads a list where it expects an object, and in each
 * object of the list the same name can be.
 */
export function blocksIn(value: unknown, ...[name, ...names]: readonly string[]): readonly Block[] {
  const blocks = [value].flat().filter(isRecord);
  return name === undefined ? blocks : blocks.flatMap((block) => blocksIn(block[name], ...names));
}

/** @param names where the values are, below the name of each block */
function namedBlocks(
  json: Block,
  kind: 'resource' | 'data' | 'action',
  type: string,
  ...names: readonly string[]
) {
  return blocksIn(json, kind, type)
    .flatMap(Object.entries<unknown>)
    .flatMap(([id, value]) =>
      blocksIn(value).flatMap((block) =>
        blocksIn(block, ...names).map((values) => ({
          kind,
          address: `${kind === 'data' ? 'data.' : ''}${type}.${id}`,
          values,
          forEach: block.for_each,
        })),
      ),
    );
}

function ownersIn(stack: TerraformStack): RenderedStack['owners'] {
  return stack.node.findAll().flatMap((element) => {
    if (!TerraformElement.isTerraformElement(element) || TerraformStack.of(element) !== stack) return [];
    const address = addressOf(element);
    return address === undefined ? [] : [[address, element] as const];
  });
}

function addressOf(element: TerraformElement & { readonly terraformResourceType?: string }) {
  const type = element.terraformResourceType;
  if (TerraformProvider.isTerraformProvider(element))
    return type === PROVIDER_NAME ? providerAddress(element.alias) : undefined;
  if (element instanceof TerraformVariable) return `var.${element.friendlyUniqueId}`;
  if (type !== AUTH_METHOD_TYPE) return undefined;
  const { resource, data } = element.toTerraform() as Block;
  // A construct that moved away leaves no resource.
  return (resource ?? data) ? `${data ? 'data.' : ''}${type}.${element.friendlyUniqueId}` : undefined;
}

function providerAddress(alias: unknown): string {
  return `provider.${PROVIDER_NAME}${typeof alias === 'string' ? `.${alias}` : ''}`;
}
