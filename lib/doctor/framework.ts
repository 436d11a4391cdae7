import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRecord, parseJson } from '../text/json';
import { notChecked, ok, wrong, type Finding } from './finding';

/** The frameworks, each with a package of ours. */
const FRAMEWORKS = ['cdktf', 'cdktn'] as const;
const packageOf = (framework: string) => `${framework}-datadog-webhooks`;

/** An installed package. */
interface Installed {
  /** The name that it is imported by. */
  readonly alias: string;
  /** The name in its package.json. A different one where npm installed it under an alias. */
  readonly name: string;
  readonly version: string;
  readonly folder: string;
  readonly peers: readonly string[];
}

/**
 * Whether the project has our package, everything it needs, and one copy of the framework. Two copies have
 * two classes of each construct, which do not know each other.
 *
 * @param ownPackage the package that the command comes with
 */
export function checkFramework(folder: string, ownPackage: string): Finding {
  const found = (name: string) => installed(name, folder);
  const packages = FRAMEWORKS.flatMap((framework) => found(packageOf(framework)) ?? []);
  const frameworks = FRAMEWORKS.flatMap((framework) => found(framework) ?? []);
  const [ours, second] = packages;
  if (ours === undefined) return notInstalled(folder, ownPackage, frameworks);
  if (second) return bothPackages(frameworks);
  const framework = frameworks.find(({ alias }) => packageOf(alias) === ours.name);
  if (framework === undefined) return withoutFramework(ours, frameworks);
  if (frameworks.length > 1) return bothFrameworks(framework, frameworks);
  const missing = ours.peers.filter((name) => !installed(name, ours.folder));
  if (missing.length > 0)
    return wrong(
      'framework',
      `${ours.name} needs ${missing.join(' and ')}, which is not installed.`,
      `Run npm install ${missing.join(' ')}.`,
    );
  const copies = [framework.alias, 'constructs'].flatMap((name) => copiesOf(name, [folder, ours.folder]));
  return copies.length > 0
    ? wrong(
        'framework',
        `There are two copies of ${copies.join(' and of ')}. Constructs of one do not work with the other.`,
        'Make all packages need the same version, then run npm dedupe. npm ls shows who needs which.',
      )
    : ok('framework', `${shown(framework)}, ${ours.name} ${ours.version}`);
}

function notInstalled(folder: string, ownPackage: string, frameworks: readonly Installed[]): Finding {
  if (existsSync(join(folder, '.pnp.cjs')))
    return notChecked(
      'framework',
      "Yarn's Plug'n'Play has no node_modules folder to look into.",
      "cdktf's CLI does not run with it. Set nodeLinker: node-modules in .yarnrc.yml.",
    );
  const [framework] = frameworks;
  const name = framework ? packageOf(framework.alias) : ownPackage;
  return wrong(
    'framework',
    framework
      ? `The project has ${shown(framework)}, but ${name} is not installed.`
      : `Neither ${name} nor its framework is installed in this project.`,
    framework ? `Run npm install ${name}.` : `Run npm install ${name} ${frameworkOf(name)} constructs.`,
  );
}

function frameworkOf(packageName: string): string {
  return FRAMEWORKS.find((framework) => packageOf(framework) === packageName) ?? FRAMEWORKS[0];
}

function bothPackages(frameworks: readonly Installed[]): Finding {
  const keep = frameworks[0]?.alias ?? FRAMEWORKS[0];
  const remove = FRAMEWORKS.filter((framework) => framework !== keep).map(packageOf);
  return wrong(
    'framework',
    `${FRAMEWORKS.map(packageOf).join(' and ')} are both installed. ` +
      'Each refuses an app of the other framework.',
    `Keep the package of the app's framework. For ${keep}, run npm uninstall ${remove.join(' ')}.`,
  );
}

function withoutFramework(ours: Installed, [other]: readonly Installed[]): Finding {
  const framework = frameworkOf(ours.name);
  return other
    ? wrong(
        'framework',
        `${ours.name} is made for ${framework}, but the project has ${shown(other)}.`,
        `Run npm uninstall ${ours.name} && npm install ${packageOf(other.alias)}, ` +
          'and import the constructs from it.',
      )
    : wrong(
        'framework',
        `${framework} is not installed, and ${ours.name} needs it.`,
        `Run npm install ${framework} constructs.`,
      );
}

function bothFrameworks(framework: Installed, frameworks: readonly Installed[]): Finding {
  const other = frameworks.find((candidate) => candidate !== framework) as Installed;
  return wrong(
    'framework',
    `${shown(framework)} and ${shown(other)} are both installed. ` +
      'Constructs of one do not work in an app of the other.',
    `Import from ${framework.alias} everywhere, and run npm uninstall ${other.alias}.`,
  );
}

/** The places of a package, if it has several: as the project sees it, and as our package does. */
function copiesOf(name: string, from: readonly string[]): string[] {
  const copies = from.flatMap((folder) => installed(name, folder) ?? []);
  const places = new Set(copies.map(({ folder }) => folder));
  return places.size < 2
    ? []
    : [`${name} (${copies.map(({ version, folder }) => `${version} in ${folder}`).join(', ')})`];
}

/** Finds a package as Node does, from a folder upwards. */
function installed(name: string, from: string): Installed | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const place = join(folder, 'node_modules', name);
    const file = join(place, 'package.json');
    const manifest = existsSync(file) ? parseJson(readFileSync(file, 'utf8')) : undefined;
    if (isRecord(manifest))
      return {
        alias: name,
        name: String(manifest.name),
        version: String(manifest.version),
        folder: realpathSync(place),
        peers: isRecord(manifest.peerDependencies) ? Object.keys(manifest.peerDependencies) : [],
      };
    if (dirname(folder) === folder) return undefined;
  }
}

function shown({ alias, name, version }: Installed): string {
  return alias === name ? `${name} ${version}` : `${name} ${version} (installed as ${alias})`;
}
