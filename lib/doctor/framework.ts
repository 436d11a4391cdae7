import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isRecord } from '../text/json';
import { recordOf } from './files';
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
  const frameworks = FRAMEWORKS.flatMap(existing);
  const packages = FRAMEWORKS.map(packageOf).flatMap(existing);
  const usable = frameworks.map(({ alias }) => packageOf(alias));
  const [ours] = packages;
  if (ours === undefined) return notInstalled(folder, usable[0] ?? ownPackage);
  if (usable.length > 0 && !packages.every(({ alias }) => usable.includes(alias)))
    return mixed([...frameworks, ...packages]);
  const missing = ours.peers.filter((name) => !installed(name, ours.folder));
  if (missing.length > 0)
    return broken(
      `${ours.name} needs ${missing.join(' and ')}, which is not installed.`,
      `Run npm install ${missing.join(' ')}.`,
    );
  const copies = [...FRAMEWORKS, 'constructs'].flatMap((name) => copiesOf(name, [folder, ours.folder]));
  return copies.length > 0
    ? broken(
        `There are two copies of ${copies.join(' and of ')}. Constructs of one do not work with the other.`,
        'Make all packages need the same version, then run npm dedupe. npm ls shows who needs which.',
      )
    : ok('framework', [...frameworks, ...packages].map(nameAndVersion).join(', '));
}

function mixed(packages: readonly Installed[]): Finding {
  const pairs = FRAMEWORKS.map((framework) => `${framework} and ${packageOf(framework)}`);
  return broken(
    `${packages.map(nameAndVersion).join(', ')} do not belong together. ` +
      'Constructs of one framework do not work in an app of the other.',
    `Keep ${pairs.join(', or ')}, and run npm uninstall with the others.`,
  );
}

function notInstalled(folder: string, name: string): Finding {
  return existsSync(join(folder, '.pnp.cjs'))
    ? notChecked(
        'framework',
        "Yarn's Plug'n'Play has no node_modules folder to look into.",
        "cdktf's CLI does not run with it. Set nodeLinker: node-modules in .yarnrc.yml.",
      )
    : broken(`${name} is not installed in this project.`, `Run npm install ${name}.`);
}

/** The CLI of the project's framework. Undefined if the project has none, or it names no oldest Node. */
export function frameworkCli(folder: string): NodeUser | undefined {
  const [framework] = FRAMEWORKS.flatMap((name) => installed(name, folder) ?? []);
  const cli = framework && installed(`${framework.name}-cli`, folder);
  const [, oldest] = /^>= ?(\d+(?:\.\d+){0,2})$/.exec(cli?.node ?? '') ?? [];
  if (!cli || oldest === undefined) return undefined;
  return { name: nameAndVersion(cli), why: `${cli.name} runs with the node on the PATH.`, oldest };
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
    const manifest = recordOf(join(place, 'package.json'));
    if (manifest)
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
