/**
 * Checks types, lint, format and generated files, at the same time. `npm run check`; with `--build` it builds
 * dist/ first, which the types of the examples come from. It ends with 1 when anything is wrong.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './programs';

// Not for ESLint: some of its rules read other files, whose changes its cache does not see.
const CACHE = '.cache';

interface Check {
  readonly name: string;
  readonly command: string;
  /** Whether it reads what the build writes. */
  readonly needsBuild: boolean;
}

const CHECKS: readonly Check[] = [
  {
    name: 'format',
    command: `prettier --check --cache --cache-location ${CACHE}/prettier .`,
    needsBuild: false,
  },
  { name: 'lint', command: 'eslint .', needsBuild: false },
  { name: 'types, and lint that needs them', command: 'oxlint --deny-warnings', needsBuild: true },
  { name: 'generated files', command: 'tsx scripts/generate.ts --check', needsBuild: true },
];

async function main(): Promise<void> {
  const built = process.argv.includes('--build')
    ? run('build', 'tsx scripts/build.ts')
    : Promise.resolve(true);
  const results = CHECKS.map(async ({ name, command, needsBuild }) =>
    !needsBuild || (await built) ? run(name, command) : false,
  );
  if ((await Promise.all([built, ...results])).includes(false)) process.exitCode = 1;
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
