import gate, { cdktn, project } from './jest.config.mjs';

/**
 * What `npm test` has no time for, `npm run test:full`: the files named `*.full.test.ts`, with a new seed each time, and
 * all tests of the constructs with cdktn.
 */
export default {
  ...gate,
  projects: [
    {
      ...project,
      testMatch: ['**/*.full.test.ts'],
      testPathIgnorePatterns: ['/node_modules/'],
      globals: { FULL_RUN: true },
    },
    cdktn,
  ],
  showSeed: true,
};
