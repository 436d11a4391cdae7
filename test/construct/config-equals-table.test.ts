import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../helpers/terraform';

const TABLE_TEST = join(ROOT, 'lib/construct/config-equals-table.ts');
const CONFIG = join(ROOT, 'lib/construct/oauth2-client-credentials-auth-method-config.ts');

const options: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Preserve,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
};
const parsed = new Map<string, ts.SourceFile | undefined>();

/** How often the types do not hold when the config reads otherwise. */
function errorsWith(from: string, to: string): number {
  const host = ts.createCompilerHost(options);
  const getSourceFile = host.getSourceFile.bind(host);
  host.getSourceFile = (file, ...rest) => {
    if (file === CONFIG) {
      const text = (host.readFile(file) as string).replace(from, to);
      return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022);
    }
    if (!parsed.has(file)) parsed.set(file, getSourceFile(file, ...rest));
    return parsed.get(file);
  };
  const program = ts.createProgram([TABLE_TEST], options, host);
  return program.getSemanticDiagnostics(program.getSourceFile(TABLE_TEST)).length;
}

test('the types hold', () => {
  expect(errorsWith('', '')).toBe(0);
});

test.each([
  ['lacks an attribute', 'readonly scope?: string;', ''],
  ['has one too many', 'readonly scope?: string;', 'readonly scope?: string; readonly tenant?: string;'],
  ['has another type', 'clientSecretVersion?: number', 'clientSecretVersion?: string'],
  ['takes no reference for a boolean', 'verifyToken?: boolean | IResolvable', 'verifyToken?: boolean'],
  ['demands what is optional', 'readonly scope?:', 'readonly scope:'],
  ['leaves open what is required', 'readonly name:', 'readonly name?:'],
])('they do not when the config %s', (_, from, to) => {
  expect(errorsWith(from, to)).toBe(1);
});
