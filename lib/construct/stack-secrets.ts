import { AUTH_METHOD_TYPE, PROVIDER_NAME, ROWS, VERIFY_TOKEN_ACTION } from '../attributes';
import { SETTINGS } from '../settings';
import { Annotations, TerraformProvider, TerraformResource, TerraformStack } from './framework';
import { refusedSecret, storedSecret } from './literal-secrets';
import { blocksIn, originsOf, type Block } from './secret-origins';

const CLIENT_SECRET = ROWS.filter((row) => row.writeOnly);
const KEYS = SETTINGS.filter((row) => row.secret);

type Owner = TerraformResource | TerraformProvider;

const withLiterals = new WeakSet<Owner>();

/** From now on, literal secrets of this construct are not refused. */
export function allowLiteralSecrets(construct: Owner): void {
  withLiterals.add(construct);
}

/**
 * A message for each secret that cdk.tf.json or a plan file would contain in clear text. Reads what the stack
 * renders, so that it sees every override. A client secret from a sensitive variable, and a key from any
 * variable without a default, only get a warning.
 */
export function wrongSecrets(stack: TerraformStack): string[] {
  const json = stack.toTerraform() as Block;
  const methods = namedBlocks(json.resource, AUTH_METHOD_TYPE);
  // An action can only be written as an override.
  const actions = namedBlocks(json.action, VERIFY_TOKEN_ACTION).flatMap((action) =>
    blocksIn(action.block.config).map((block) => ({ ...action, block })),
  );
  const providers = blocksIn(json.provider, PROVIDER_NAME).map((block) => ({
    block,
    id: '',
    path: providerAddress(block.alias),
    rows: KEYS,
  }));
  const owners = ownersIn(stack);
  return [...methods, ...actions, ...providers].flatMap(({ block, id, path, rows }) => {
    const owner = owners.get(path);
    return rows.flatMap((row) => {
      const origins = originsOf(block[row.terraform], json, block.for_each);
      const wrong = origins.find(({ kind }) => kind !== 'stored' && (kind !== 'plain' || rows !== KEYS));
      if (!wrong) origins.forEach((origin) => warn(owner, storedSecret(row, origin)));
      if (!wrong || (owner && withLiterals.has(owner))) return [];
      // An override can add a resource that no construct stands for.
      return [refusedSecret(row, owner?.node ?? { id, path }, wrong)];
    });
  });
}

/** The blocks of a type that has a client secret. */
function namedBlocks(kind: unknown, type: string) {
  return blocksIn(kind, type)
    .flatMap(Object.entries<unknown>)
    .flatMap(([id, value]) =>
      blocksIn(value).map((block) => ({ block, id, path: `${type}.${id}`, rows: CLIENT_SECRET })),
    );
}

/** The constructs by their addresses in Terraform. */
function ownersIn(stack: TerraformStack): ReadonlyMap<string, Owner> {
  const owners = new Map<string, Owner>();
  for (const element of stack.node.findAll()) {
    if (TerraformStack.of(element) !== stack) continue;
    if (TerraformProvider.isTerraformProvider(element)) {
      if (element.terraformResourceType === PROVIDER_NAME)
        owners.set(providerAddress(element.alias), element);
    } else if (TerraformResource.isTerraformResource(element))
      owners.set(`${element.terraformResourceType}.${element.friendlyUniqueId}`, element);
  }
  return owners;
}

function providerAddress(alias: unknown): string {
  return `provider.${PROVIDER_NAME}${typeof alias === 'string' ? `.${alias}` : ''}`;
}

/** A stack may be validated several times. */
function warn(construct: Owner | undefined, message: string): void {
  if (construct && !construct.node.metadata.some(({ data }) => data === message))
    Annotations.of(construct).addWarning(message);
}
