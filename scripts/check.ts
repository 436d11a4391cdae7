/**
 * Checks types, lint, format and generated files, at the same time. `npm run check`; with `--build` it builds
 * dist/ first, which the types of the examples come from. It ends with 1 when anything is wrong.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './programs';

// Not for ESLint: some of its rules read other files, whose changes its cache does not see.
const CACHE = '.cache';

const CHECKS = {
  format: `prettier --check --cache --cache-location ${CACHE}/prettier .`,
  lint: 'eslint .',
};

/** Those that read what the build writes. */
const CHECKS_OF_BUILD = {
  'types, and lint that needs them': 'oxlint --deny-warnings',
  'generated files': 'tsx scripts/generate.ts --check',
};

async function main(): Promise<void> {
  const checks = Object.entries(CHECKS).map(([name, command]) => run(name, command));
  const built = !process.argv.includes('--build') || (await run('build', 'tsx scripts/build.ts'));
  if (built) checks.push(...Object.entries(CHECKS_OF_BUILD).map(([name, command]) => run(name, command)));
  if (!built || (await Promise.all(checks)).includes(false)) process.exitCode = 1;
}

/** Runs a program of node_modules; shows what it prints when it fails. */
async function run(name: string, command: string): Promise<boolean> {
  const [program = '', ...args] = command.split(' ');
  const start = performance.now();
  const child = spawn(join(ROOT, 'node_modules/.bin', program), args, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(`${code === 0 ? 'ok' : 'FAILED'}: ${name} (${seconds} s)`);
  if (code !== 0) console.log(output);
  return code === 0;
}

void main();
