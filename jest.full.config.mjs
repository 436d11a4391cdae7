import { readdirSync, readFileSync } from 'node:fs';
import gate, { cdktn, project } from './jest.config.mjs';

/** The tests of the gate that do more in the full run, or try random input. */
const both = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => /(?<!\.full|\.cdktn)\.test\.ts$/.test(name))
  .filter((name) => /\b(inFullRun|fullRun)\b|helpers\/random'/.test(readFileSync(`test/${name}`, 'utf8')))
  .map((name) => `<rootDir>/test/${name}`);

/**
 * What `npm test` has no time for, `npm run test:full`: the files named `*.full.test.ts`, those of the gate that do
 * more or try random input, with a new seed each time, and all tests of the constructs with cdktn.
 */
export default {
  ...gate,
  projects: [
    {
      ...project,
      testMatch: ['**/*.full.test.ts', ...both],
      testPathIgnorePatterns: ['/node_modules/'],
      globals: { FULL_RUN: true },
    },
    cdktn,
  ],
  showSeed: true,
};
