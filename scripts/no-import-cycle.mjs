import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The files that a file imports by a relative path, types included. */
const imports = new Map();

/**
 * An ESLint rule: no file imports itself through others. import-x/no-cycle follows no type imports, and files
 * that need each other's types cannot be read one by one either.
 */
export default {
  meta: { type: 'problem', schema: [] },
  create: (context) => ({
    Program(node) {
      const cycle = cycleOf(context.filename);
      if (!cycle) return;
      const path = cycle.map((file) => relative(context.cwd, file)).join(' → ');
      context.report({ node, message: `Files import each other in a circle: ${path}.` });
    },
  }),
};

function cycleOf(file) {
  const cameFrom = new Map();
  const waiting = [file];
  for (let one = waiting.shift(); one !== undefined; one = waiting.shift())
    for (const next of importsOf(one)) {
      if (next === file) return [...pathTo(one, cameFrom), file];
      if (!cameFrom.has(next)) {
        cameFrom.set(next, one);
        waiting.push(next);
      }
    }
  return undefined;
}

function pathTo(file, cameFrom) {
  const before = cameFrom.get(file);
  return before === undefined ? [file] : [...pathTo(before, cameFrom), file];
}

function importsOf(file) {
  if (!imports.has(file)) {
    const text = readFileSync(file, 'utf8');
    const names = [...text.matchAll(/^(?:import|export|\} from)[^;]*?'(\.{1,2}\/[^']+)'/gm)].map(
      ([, name]) => name,
    );
    imports.set(
      file,
      names.flatMap((name) => resolved(join(dirname(file), name))),
    );
  }
  return imports.get(file);
}

function resolved(path) {
  return [`${path}.ts`, join(path, 'index.ts')].filter((file) => existsSync(file)).slice(0, 1);
}
