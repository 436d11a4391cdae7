/**
 * Compares the constructs' API with that of the last release on npm, and ends with 1 when something would
 * break. Part of `npm run test:full`.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import packageJson from '../package.json';
import { JSII_ENVIRONMENT, ROOT } from './programs';

const published = spawnSync('npm', ['view', packageJson.name, 'version', '--json'], { encoding: 'utf8' });
if (published.status !== 0 && !published.stdout.includes('E404')) {
  console.error(`The registry does not answer, so the last release is unknown:\n${published.stderr}`);
  process.exit(1);
}
if (published.status !== 0) console.log('There is no release yet, so the API is compared with none.');
else {
  const { status } = spawnSync(
    join(ROOT, 'node_modules/.bin/jsii-diff'),
    [`npm:${packageJson.name}@${JSON.parse(published.stdout)}`, ROOT, '--error-on', 'all'],
    { stdio: 'inherit', env: { ...process.env, ...JSII_ENVIRONMENT } },
  );
  process.exitCode = status ?? 1;
}
