/**
 * Makes everything that a release publishes, in `release/`: `npm run release -- --dry-run`. The workflow
 * .github/workflows/release.yml publishes it.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import packageJson from '../../package.json';
import { ROOT } from '../bundle';
import { components } from './components';
import { packLanguages } from './languages/pack';
import { type Language, LANGUAGES, missingTools, toolsMissing } from './languages/programs';
import { packNpmPackages, packProviders, releaseFiles } from './packages';
import { PLATFORMS } from './platforms';
import { sign, signWithThrowAwayKey, writeSums } from './sign';
import { releaseVersion } from './version';

interface Options {
  readonly dryRun?: boolean;
  readonly tag?: string;
  readonly out: string;
  readonly platform?: readonly string[];
  readonly languages?: readonly (Language | 'none')[];
  readonly signature: boolean;
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
  .option('--no-signature', 'do not sign: the workflow signs in a job of its own')
  .addHelpText(
    'after',
    '\nSigns with the key of gpg that RELEASE_KEY names, or with a throw-away key. Needs `npm run build`.',
  );

async function main(): Promise<void> {
  const { dryRun, tag, out, platform = PLATFORMS, signature, ...rest } = command.parse().opts<Options>();
  const { languages = LANGUAGES } = rest;
  const chosen = LANGUAGES.filter((language) => languages.includes(language));
  if (!dryRun) throw new Error('Only the workflow publishes. Give --dry-run to make the files of a release.');
  const version = releaseVersion(packageJson.version, readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'), tag);
  const missing = missingTools(chosen);
  if (missing.length > 0) throw toolsMissing(missing);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const names = releaseFiles(version);
  writeFileSync(join(out, names.components), components());
  packNpmPackages(out);
  await packProviders(out, version, platform);
  packLanguages(out, version, chosen);
  writeSums(out, names.sums);
  if (signature) signSums(out, names);
  for (const name of readdirSync(out).sort())
    console.log(`${String(statSync(join(out, name)).size).padStart(10)}  ${name}`);
}

function signSums(out: string, names: ReturnType<typeof releaseFiles>): void {
  const files = {
    file: join(out, names.sums),
    signature: join(out, names.signature),
    key: join(out, names.key),
  };
  const key = process.env.RELEASE_KEY;
  if (key) sign(files, key);
  else signWithThrowAwayKey(files);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
