/**
 * Makes everything that a release publishes, in `release/`: `npm run release -- --dry-run`. The workflow
 * .github/workflows/release.yml publishes it.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import packageJson from '../../package.json';
import { ROOT } from '../programs';
import { components } from './components';
import { packLanguages } from './languages/pack';
import { type Language, LANGUAGES, missingTools, toolsMissing } from './languages/programs';
import { nodeFiles, NPM_PACKAGES, signedArchives } from './node';
import { packNpmPackages, packProviders, releaseFiles } from './packages';
import { NODE_VERSION, PLATFORMS } from './platforms';
import { writeSums } from './sums';
import { releaseVersion } from './version';

interface Options {
  readonly dryRun?: boolean;
  readonly tag?: string;
  readonly out: string;
  readonly platform?: readonly string[];
  readonly languages?: readonly (Language | 'none')[];
  readonly nodeKeys?: string;
  readonly zips?: string;
}

const command = new Command('release')
  .option('--dry-run', 'make everything, and publish nothing: it has to be given')
  .option('--tag <tag>', 'the tag of the release, which has to fit the version')
  .option('--out <folder>', 'where the files go; what is there is removed', join(ROOT, 'release'))
  .addOption(
    new Option('--platform <names...>', 'only the zips for these, to compare them').choices(PLATFORMS),
  )
  .addOption(
    new Option('--languages <names...>', 'only the packages for these, or none').choices([
      ...LANGUAGES,
      'none',
    ]),
  )
  .option(
    '--node-keys <keyring>',
    "take Node from nodejs.org: the keyring of Node's release team, which signs its checksums",
  )
  .option('--zips <folder>', 'zips that another machine made, such as the signed one for macOS');

const UNSIGNED =
  'The executable for darwin_arm64 is unsigned, so macOS does not start it. ' +
  'Make its zip on a Mac with --platform darwin_arm64, and give the folder to --zips.';

async function main(): Promise<void> {
  const { dryRun, tag, out, platform = PLATFORMS, ...rest } = command.parse().opts<Options>();
  const { languages = LANGUAGES, nodeKeys, zips } = rest;
  const chosen = LANGUAGES.filter((language) => languages.includes(language));
  if (!dryRun) throw new Error('Only the workflow publishes. Give --dry-run to make the files of a release.');
  const version = releaseVersion(packageJson.version, readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'), tag);
  const missing = missingTools(chosen);
  if (missing.length > 0) throw toolsMissing(missing);
  const source = nodeKeys === undefined ? NPM_PACKAGES : signedArchives(nodeKeys);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  if (zips !== undefined) cpSync(zips, out, { recursive: true });
  const names = releaseFiles(version);
  const remaining = platform.filter((name) => !existsSync(join(out, names.zip(name))));
  writeFileSync(join(out, names.components), components(source));
  const scratch = mkdtempSync(join(tmpdir(), 'release-'));
  try {
    packNpmPackages(out, scratch);
    await packProviders(out, version, remaining, nodeFiles(source, scratch));
  } finally {
    rmSync(scratch, { recursive: true });
  }
  packLanguages(out, version, chosen);
  writeSums(out, names.sums);
  for (const name of readdirSync(out).sort())
    console.log(`${String(statSync(join(out, name)).size).padStart(10)}  ${name}`);
  console.log(`Node ${NODE_VERSION} in the executables is from ${source.description}.`);
  if (remaining.includes('darwin_arm64') && process.platform !== 'darwin') console.log(UNSIGNED);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
