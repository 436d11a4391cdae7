export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test', '<rootDir>/examples'],
  // The example's test runs as it would in a project: Terraform's own settings are none of its business.
  setupFiles: ['<rootDir>/test/helpers/environment.ts'],
  testMatch: ['**/*.test.ts'],
  transform: {
    '\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  // The acceptance stories start a real terraform several times each.
  testTimeout: 120_000,
};
