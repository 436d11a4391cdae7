import { isRecord } from '../text/json';
import { isLiteral } from './literal';
import { ANY, referencesIn, type Reference } from './secret-references';
import { blocksIn, type Block } from './stack-blocks';

/** A step to the values and the keys of a map. */
const WITH_KEYS = '**';

/** The functions in whose result the keys of a map can be. A provider's function can do anything. */
const READS_KEYS = /\b(?:keys|jsonencode|yamlencode|transpose|format|formatlist)\(|::/;

/** A function, or an index that is no literal. */
const CHANGES_STEPS = /\(|\[\s*[^\s"\d*]/;

/** A default in a type is a literal: `optional(string, "…")`. */
const NAME_IN_TYPE = /(?:"[^"]*"|[\w-]+)\s*[=:]/g;
const LITERAL_IN_TYPE = /["\d]|<</;

/**
 * Why a secret is in cdk.tf.json, a plan file or a state: it is a `literal`, an `expression` of more than
 * references, or comes from an `iterator`, a `local`, a `remote` state or a variable. The variable has a
 * `default`, is `plain` (neither ephemeral nor sensitive) or `stored` (sensitive, but not ephemeral).
 */
export interface Origin {
  readonly kind: 'literal' | 'expression' | 'iterator' | 'local' | 'remote' | 'default' | 'plain' | 'stored';
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
    if (root === 'var') return ofVariable(name, blocksIn(json.variable, name));
    if (root === 'local') {
      const origins = blocksIn(json.locals).flatMap((locals) => of(locals[name], steps));
      return through({ kind: 'local', name }, origins);
    }
    // cdktf makes one where a construct of another stack is read.
    if (root === 'data' && name === 'terraform_remote_state') return [{ kind: 'remote' }];
    return root === 'each' ? through({ kind: 'iterator' }, of(forEach, [ANY, ...steps])) : [];
  };

  /** @param steps what is read of the value, if it is a list or a map */
  const of = (value: unknown, steps: readonly string[]): readonly Origin[] => {
    if (typeof value === 'object' && value !== null) {
      const [step = ANY, ...rest] = steps;
      const entries = step === WITH_KEYS && isRecord(value) ? Object.entries(value) : Object.values(value);
      if (step === WITH_KEYS) return entries.flat().flatMap((member) => of(member, steps));
      if (step === ANY) return entries.flatMap((member) => of(member, rest));
      // Terraform may write the key otherwise: as a template, or `00` for 0.
      return Object.keys(value).includes(step) ? of((value as Block)[step], rest) : [{ kind: 'expression' }];
    }
    if (value === undefined || value === null) return [];
    const text = typeof value === 'string' ? value : undefined;
    // The checks of values report a blank one.
    if (text?.trim() === '') return [];
    const references = text && referencesIn(text);
    if (!text || !references) return [{ kind: isLiteral(value) ? 'literal' : 'expression' }];
    const areKeysRead = steps.includes(WITH_KEYS) || READS_KEYS.test(text);
    // What a function makes of a map, or a reference chooses in it, may have a different structure.
    const below = !CHANGES_STEPS.test(text) ? steps : areKeysRead ? [WITH_KEYS] : [];
    return references.flatMap(([root, ...others]) => follow([root, ...others, ...below]));
  };

  return of(value, []);
}

function ofVariable(name: string, declarations: readonly Block[]): readonly Origin[] {
  const hasDefault = ({ default: value = null, type = '' }: Block) =>
    value !== null || (typeof type === 'string' && LITERAL_IN_TYPE.test(type.replace(NAME_IN_TYPE, '')));
  if (declarations.some(hasDefault)) return [{ kind: 'default', name }];
  const isNot = (mark: string) => declarations.some(({ [mark]: is }) => is !== true && is !== 'true');
  // Terraform refuses one that is not declared.
  return isNot('ephemeral') ? [{ kind: isNot('sensitive') ? 'plain' : 'stored', name }] : [];
}

/** Names what refers to a literal in place of the literal. */
function through(origin: Origin, origins: readonly Origin[]): readonly Origin[] {
  const replaced = ['literal', 'expression', ...(origin.kind === 'iterator' ? ['local'] : [])];
  return origins.map((other) => (replaced.includes(other.kind) ? origin : other));
}
