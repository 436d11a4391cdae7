import { Annotations, type TerraformElement } from './framework';
import { refusedSecret, storedSecret } from './literal-secrets';
import { originsOf } from './secret-origins';
import type { Block, BlockRow, OwnBlock } from './stack-blocks';

const withLiterals = new WeakSet<TerraformElement>();

/** From now on, literal secrets of this construct are not refused. */
export function allowLiteralSecrets(construct: TerraformElement): void {
  withLiterals.add(construct);
}

/**
 * Why cdk.tf.json, a plan file or a state would contain the row's secret in clear text. A client
 * secret from a sensitive variable, and a key from any variable without a default, only get a warning.
 *
 * @param json the finished cdk.tf.json
 */
export function wrongSecret(row: BlockRow, block: OwnBlock, json: Block): string[] {
  if (!row.writeOnly && !row.secret) return [];

  const { kind, values, forEach, owner, place } = block;
  const names = Object.keys(values).filter((name) => isSpelling(name, row));
  const origins = names.flatMap((name) => originsOf(values[name], json, forEach));
  const onlyWarned = kind === 'provider' ? ['stored', 'plain'] : ['stored'];
  const wrong = origins.find((origin) => !onlyWarned.includes(origin.kind));
  if (!wrong) origins.forEach((origin) => warn(owner, storedSecret(row, origin)));
  return !wrong || (owner && withLiterals.has(owner)) ? [] : [refusedSecret(row, place, wrong)];
}

/** Terraform refuses a wrong name in an override, such as `client_secret`, but cdk.tf.json has its value. */
function isSpelling(name: string, { property }: BlockRow): boolean {
  return name.replace(/_wo$|_/g, '').toLowerCase() === property.toLowerCase();
}

/** A stack may be validated several times. */
function warn(construct: TerraformElement | undefined, message: string): void {
  if (construct && !construct.node.metadata.some(({ data }) => data === message))
    Annotations.of(construct).addWarning(message);
}
