import { availableParallelism } from 'node:os';

const ES_MODULES = [
  'string-width',
  'wrap-ansi',
  'ansi-styles',
  'strip-ansi',
  'ansi-regex',
  'get-east-asian-width',
  'mdast-util-.*',
  'micromark.*',
  'unist-util-.*',
  'decode-named-character-reference',
  'character-entities',
  'longest-streak',
  'markdown-table',
  'ccount',
  'escape-string-regexp',
  'zwitch',
  'devlop',
];

/** What the tests of the gate and those of the full run have in common. */
export const project = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test', '<rootDir>/examples'],
  // The example's test runs as it would in a project: Terraform's own settings are none of its business.
  setupFiles: ['<rootDir>/test/helpers/environment.ts'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '\\.full\\.test\\.ts$', '\\.cdktn\\.test\\.ts$'],
  globals: { FULL_RUN: false },
  transform: {
    '\\.m?[jt]s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
    '\\.css$': '<rootDir>/test/helpers/css.cjs',
  },
  // Packages that are ES modules alone, and the measure of terminal text among them.
  transformIgnorePatterns: [`/node_modules/(?!(?:${ES_MODULES.join('|')})/)`],
};

/** The tests of the constructs once more, with the other framework and the files that its package is built with. */
export const cdktn = {
  ...project,
  displayName: 'cdktn',
  roots: ['<rootDir>/test/construct'],
  testPathIgnorePatterns: ['/node_modules/', '\\.cdktf\\.test\\.ts$'],
  moduleNameMapper: { '^cdktf$': 'cdktn', '^(.*)/(framework|hook-resource)$': '$1/$2.cdktn' },
};

/** Those that show something of the framework itself. */
const FRAMEWORK_TESTS = [
  '**/{change-hook,hook-resource.cdktn,oauth2-client-credentials-auth-method,other-framework,stack-folder}.test.ts',
];

/** The gate, `npm test`: everything but the files that only the full run has, see jest.full.config.mjs. */
export default {
  projects: [project, { ...cdktn, testMatch: FRAMEWORK_TESTS }],
  // Terraform and the provider are processes of their own, so a worker waits for much of its time.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  testSequencer: '<rootDir>/test/helpers/sequencer.cjs',
  reporters: ['default', '<rootDir>/test/helpers/progress.mjs'],
  // The acceptance stories start a real terraform several times each.
  testTimeout: 120_000,
};
