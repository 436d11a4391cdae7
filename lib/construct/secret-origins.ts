import { isLiteral } from './literal';
import { ANY, referencesIn, type Reference } from './secret-references';

/** An object in cdk.tf.json: the file itself, or a block in it. */
export type Block = Readonly<Record<string, unknown>>;

/** The blocks of one kind or name. Terraform also reads a list where it expects an object. */
export function blocksIn(value: unknown): readonly Block[] {
  return [(value ?? []) as Block | readonly Block[]].flat();
}

/** All of them as one. */
export function blockIn(value: unknown): Block {
  return Object.assign({}, ...blocksIn(value)) as Block;
}

/**
 * Why a secret is in cdk.tf.json or in a plan file: it is a `literal`, an `expression` of more than
 * references, or comes from an `iterator`, a `local` or a variable. The variable has a `default`, is `plain`
 * (neither ephemeral nor sensitive) or `stored` (sensitive, but not ephemeral).
 */
export interface Origin {
  readonly kind: 'literal' | 'expression' | 'iterator' | 'local' | 'default' | 'plain' | 'stored';
  /** The name of the variable, or of the local that has the literal. */
  readonly name?: string;
}

/**
 * @param json the finished cdk.tf.json
 * @param forEach the `for_each` of the block that the value is in
 */
export function originsOf(value: unknown, json: Block, forEach: unknown): readonly Origin[] {
  // Locals can refer to one another in a circle.
  const followed = new Set<string>();

  const follow = ([root, name = '', ...steps]: Reference): readonly Origin[] => {
    const key = [root, name, ...steps].join(' ');
    if (followed.has(key)) return [];
    followed.add(key);
    if (root === 'var') return ofVariable(name, blockIn(json.variable)[name]);
    if (root === 'local') return through({ kind: 'local', name }, of(blockIn(json.locals)[name], steps));
    return root === 'each' ? through({ kind: 'iterator' }, of(forEach, [ANY, ...steps])) : [];
  };

  /** @param steps what is read of the value, if it is a list or a map */
  const of = (value: unknown, steps: readonly string[]): readonly Origin[] => {
    if (typeof value === 'object' && value !== null) {
      const [step = ANY, ...rest] = steps;
      const members = step === ANY ? Object.values(value) : [(value as Block)[step]];
      return members.flatMap((member) => of(member, rest));
    }
    if (value === undefined || value === null) return [];
    const text = typeof value === 'string' ? value : undefined;
    // The checks of values report a blank one.
    if (text?.trim() === '') return [];
    const references = text && referencesIn(text);
    if (!text || !references) return [{ kind: isLiteral(value) ? 'literal' : 'expression' }];
    // What a function makes of a map may have a different structure.
    const below = text.includes('(') ? [] : steps;
    return references.flatMap(([root, ...others]) => follow([root, ...others, ...below]));
  };

  return of(value, []);
}

function ofVariable(name: string, declared: unknown): readonly Origin[] {
  const variable = blockIn(declared);
  if ((variable.default ?? null) !== null) return [{ kind: 'default', name }];
  // Terraform refuses one that is not declared.
  if (!declared || variable.ephemeral) return [];
  return [{ kind: variable.sensitive ? 'stored' : 'plain', name }];
}

/** Names what refers to a literal in place of the literal. */
function through(origin: Origin, origins: readonly Origin[]): readonly Origin[] {
  const replaced = ['literal', 'expression', ...(origin.kind === 'iterator' ? ['local'] : [])];
  return origins.map((other) => (replaced.includes(other.kind) ? origin : other));
}
