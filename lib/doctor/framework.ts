import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRecord, parseJson } from '../text/json';
import { notChecked, ok, wrong, type Finding } from './finding';
import type { NodeUser } from './programs';

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
  /** The versions of Node in its package.json. */
  readonly node: string;
}

const broken = (found: string, advice: string) => wrong('framework', found, advice);

/**
 * Whether the project has our package, everything it needs, and one copy of the framework. Two copies have
 * two classes of each construct, which do not know each other.
 *
 * @param ownPackage the package that the command comes with
 */
export function checkFramework(folder: string, ownPackage: string): Finding {
  const existing = (name: string) => installed(name, folder) ?? [];
  const [ours, second] = FRAMEWORKS.map(packageOf).flatMap(existing);
  const frameworks = FRAMEWORKS.flatMap(existing);
  if (ours === undefined) return notInstalled(folder, ownPackage, frameworks);
  const framework = frameworks.find(({ alias }) => packageOf(alias) === ours.name);
  const other = frameworks.find((candidate) => candidate !== framework);
  if (second) return bothPackages(frameworks[0]?.alias ?? FRAMEWORKS[0]);
  if (framework === undefined) return withoutFramework(ours.name, other);
  if (other)
    return broken(
      `${nameAndVersion(framework)} and ${nameAndVersion(other)} are both installed. ` +
        'Constructs of one do not work in an app of the other.',
      `Import from ${framework.alias} everywhere, and run npm uninstall ${other.alias}.`,
    );
  const missing = ours.peers.filter((name) => !installed(name, ours.folder));
  if (missing.length > 0)
    return broken(
      `${ours.name} needs ${missing.join(' and ')}, which is not installed.`,
      `Run npm install ${missing.join(' ')}.`,
    );
  const copies = [framework.alias, 'constructs'].flatMap((name) => copiesOf(name, [folder, ours.folder]));
  return copies.length > 0
    ? broken(
        `There are two copies of ${copies.join(' and of ')}. Constructs of one do not work with the other.`,
        'Make all packages need the same version, then run npm dedupe. npm ls shows who needs which.',
      )
    : ok('framework', `${nameAndVersion(framework)}, ${ours.name} ${ours.version}`);
}

/** The CLI of the project's framework. Undefined if the project has none, or it names no oldest Node. */
export function frameworkCli(folder: string): NodeUser | undefined {
  const [framework] = FRAMEWORKS.flatMap((name) => installed(name, folder) ?? []);
  const cli = framework && installed(`${framework.name}-cli`, folder);
  const [oldest, major, minor = 0] = /^>= ?(\d+)(?:\.(\d+))?(?:\.\d+)?$/.exec(cli?.node ?? '') ?? [];
  if (!cli || oldest === undefined) return undefined;
  const why = `${cli.name} runs with the node on the PATH.`;
  return { name: nameAndVersion(cli), why, oldest: [Number(major), Number(minor)] };
}

function notInstalled(folder: string, own: string, [framework]: readonly Installed[]): Finding {
  if (existsSync(join(folder, '.pnp.cjs')))
    return notChecked(
      'framework',
      "Yarn's Plug'n'Play has no node_modules folder to look into.",
      "cdktf's CLI does not run with it. Set nodeLinker: node-modules in .yarnrc.yml.",
    );
  if (framework === undefined)
    return broken(
      `Neither ${own} nor its framework is installed in this project.`,
      `Run npm install ${own} ${frameworkOf(own)} constructs.`,
    );
  const name = packageOf(framework.alias);
  return broken(
    `The project has ${nameAndVersion(framework)}, but ${name} is not installed.`,
    `Run npm install ${name}.`,
  );
}

function frameworkOf(packageName: string): string {
  return FRAMEWORKS.find((framework) => packageOf(framework) === packageName) ?? FRAMEWORKS[0];
}

function bothPackages(keep: string): Finding {
  const remove = FRAMEWORKS.filter((framework) => framework !== keep).map(packageOf);
  return broken(
    `${FRAMEWORKS.map(packageOf).join(' and ')} are both installed. ` +
      'Each refuses an app of the other framework.',
    `Keep the package of the app's framework. For ${keep}, run npm uninstall ${remove.join(' ')}.`,
  );
}

function withoutFramework(ours: string, other: Installed | undefined): Finding {
  const framework = frameworkOf(ours);
  return other
    ? broken(
        `${ours} is made for ${framework}, but the project has ${nameAndVersion(other)}.`,
        `Run npm uninstall ${ours} && npm install ${packageOf(other.alias)}, ` +
          'and import the constructs from it.',
      )
    : broken(
        `${framework} is not installed, and ${ours} needs it.`,
        `Run npm install ${framework} constructs.`,
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
        node: isRecord(manifest.engines) ? String(manifest.engines.node) : '',
      };
    if (dirname(folder) === folder) return undefined;
  }
}

function nameAndVersion({ alias, name, version }: Installed): string {
  return alias === name ? `${name} ${version}` : `${name} ${version} (installed as ${alias})`;
}
