import importX from 'eslint-plugin-import-x';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import tseslint from 'typescript-eslint';
import noImportCycle from './scripts/no-import-cycle.mjs';

/** What each room of lib/ may import besides itself. TABLES are the tables with their checks, and how text is shown. */
const TABLES = ['attributes.ts', 'settings.ts', 'checks.ts', 'text'];
const ROOMS = {
  text: [],
  mirror: [...TABLES, 'file.ts'],
  construct: [...TABLES, 'mirror'],
  wire: TABLES,
  change: TABLES,
  drift: [...TABLES, 'change'],
  client: [...TABLES, 'wire'],
  provider: [...TABLES, 'change', 'client', 'drift', 'plugin', 'wire'],
  plugin: ['text'],
  review: [...TABLES, 'change', 'drift', 'wire'],
  project: TABLES,
  emulator: [...TABLES, 'file.ts', 'wire'],
  import: [...TABLES, 'client', 'wire'],
  audit: [...TABLES, 'client', 'wire'],
  doctor: [...TABLES, 'client', 'mirror', 'project', 'wire'],
  cli: [...TABLES, 'file.ts', 'mirror', 'doctor', 'review', 'project', 'emulator', 'import', 'audit'],
};

const FRAMEWORKS = ['cdktf', 'cdktf/*', 'cdktn', 'cdktn/*', 'constructs', '@cdktf/*'];

/** Every error of a room is made in its errors.ts, so that all of them can be read side by side. */
const NO_ERRORS_ELSEWHERE = {
  selector: 'NewExpression[callee.name=/^(Error|TypeError|RangeError|AggregateError)$/]',
  message: "Errors are made in the room's errors.ts.",
};

/** Node may collect a signal of its own making as garbage, and then it never fires (nodejs/node#57736). */
const NO_MADE_SIGNALS = {
  selector: "MemberExpression[object.name='AbortSignal'][property.name=/^(any|timeout)$/]",
  message: 'Use an AbortController with a timer.',
};

/** A participle does not say what it names. */
const NO_PARTICIPLES = {
  selector:
    ':matches(FunctionDeclaration, ClassDeclaration, TSInterfaceDeclaration, TSTypeAliasDeclaration, VariableDeclarator)' +
    ' > Identifier.id[name=/^(Asking|Kept|Known|Looked|Sending|[Ff]ound|[Gg]iven|[Hh]eld|kept|[Mm]ade|[Ss]hown|[Tt]old)$/]',
  message: 'A name is a noun that says what it holds.',
};

/** What a status means is decided once. The doctor compares two answers, and the emulator makes them. */
const NO_STATUSES = {
  selector:
    "BinaryExpression[right.raw=/^[345]../]:matches([left.name='status'], [left.property.name='status'])",
  message: 'Use meaningOf of lib/client/errors.ts.',
};
const MAY_COMPARE_STATUSES = ['lib/client/**/*.ts', 'lib/doctor/datadog.ts', 'lib/emulator/**/*.ts'];

/** Prettier breaks code, but neither texts nor comments. The path of a module cannot be broken. */
const LINE = { code: 110, ignoreUrls: true, ignorePattern: "^(import|export) .* from '[^']+';$" };

export default tseslint.config(
  {
    ignores: [
      'dist',
      'dist-cdktn',
      '.cache',
      '**/cdktf.out',
      'lib/*/generated',
      'coverage',
      '**/*.mjs',
      '**/*.cjs',
    ],
  },
  // The rules that need types are in .oxlintrc.json: oxlint checks them in a tenth of the time.
  ...tseslint.configs.recommended,
  {
    plugins: { 'import-x': importX, ours: { rules: { 'no-import-cycle': noImportCycle } } },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.json' })] },
    rules: {
      'ours/no-import-cycle': 'error',
      'import-x/no-duplicates': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    },
  },
  {
    files: ['lib/**/*.ts'],
    rules: {
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 50 }],
      'no-console': 'error',
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            ...Object.entries(ROOMS).map(([room, allowed]) => ({
              target: `./lib/${room}`,
              from: './lib',
              except: [`./${room}`, ...allowed.map((other) => `./${other}`)],
              message: `lib/${room} may import only ${allowed.join(', ') || 'nothing of ours'}.`,
            })),
            {
              target: ['./lib/provider/!(auth-method).ts', './lib/provider/*/*.ts'],
              from: './lib/provider/life',
              message: 'No step of the life imports another. Move what they share to a file below them.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['lib/**/*.ts'],
    rules: { 'max-len': ['error', LINE] },
  },
  {
    // Tests and scripts quote long outputs in one piece.
    files: ['{test,scripts,bench}/**/*.ts'],
    rules: {
      'max-len': [
        'error',
        { ...LINE, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true },
      ],
    },
  },
  {
    // The table grows with its rows.
    files: ['lib/attributes.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['lib/**/*.ts'],
    ignores: ['lib/construct/**', 'lib/index.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: FRAMEWORKS, message: 'Only lib/construct imports the framework.' }] },
      ],
    },
  },
  {
    files: ['lib/**/*.ts'],
    ignores: ['lib/**/errors.ts'],
    rules: {
      'no-restricted-syntax': ['error', NO_ERRORS_ELSEWHERE, NO_MADE_SIGNALS, NO_PARTICIPLES, NO_STATUSES],
    },
  },
  {
    files: MAY_COMPARE_STATUSES,
    ignores: ['lib/**/errors.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_ERRORS_ELSEWHERE, NO_MADE_SIGNALS, NO_PARTICIPLES] },
  },
  {
    files: ['lib/**/errors.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_PARTICIPLES] },
  },
  {
    files: ['test/**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            { name: 'fast-check', message: 'Import it from test/helpers/random.ts, which has the seed.' },
          ],
        },
      ],
    },
  },
);
