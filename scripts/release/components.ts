import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../package.json';
import { manifestOf, ROOT } from '../programs';
import type { NodeSource } from './node';
import { EXECUTABLES, NODE_VERSION, type Executable } from './platforms';

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
}

interface Components {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/**
 * The components of a release in CycloneDX's format, as npm's lock file has them before esbuild bundles them:
 * the packages that the bundles have in them, and Node.
 */
export function components(source: NodeSource): string {
  const all = JSON.parse(
    execFileSync('npm', ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'], {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    }),
  ) as Components;
  const own = all.metadata.component;
  const bundled = bundledPackages();
  const kept = all.components.filter(({ name, version }) => bundled.has(`${name}@${version}`));
  const missing = [...bundled].filter((id) => !kept.some(({ name, version }) => id === `${name}@${version}`));
  if (missing.length > 0)
    throw new Error(`npm does not list ${missing.join(', ')}, which are in the bundles. Run npm ci.`);

  const nodes = EXECUTABLES.map((executable) => nodeComponent(executable, source));
  const refs = new Set([...kept, ...nodes].map((component) => component['bom-ref']));
  const dependencies = [
    { ref: own['bom-ref'], dependsOn: [...refs] },
    ...all.dependencies
      .filter(({ ref }) => refs.has(ref))
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) })),
    ...nodes.map((node) => ({ ref: node['bom-ref'], dependsOn: [] })),
  ];
  // npm names the folder, and writes the time and a random number.
  const component = { ...own, name: packageJson.name };
  const metadata = { lifecycles: [{ phase: 'pre-build' }], component };
  const content = { metadata, components: [...kept, ...nodes], dependencies };
  // No serial number: equal sources give an equal text.
  return `${JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, ...content }, undefined, 2)}\n`;
}

/** Such as `axios@1.21.1`, from the last build. */
function bundledPackages(): Set<string> {
  const folders = JSON.parse(readFileSync(join(ROOT, '.cache/bundled.json'), 'utf8')) as string[];
  return new Set(
    folders.map((folder) => {
      const { name, version } = manifestOf(join(ROOT, folder));
      return `${name}@${version}`;
    }),
  );
}

function nodeComponent(executable: Executable, { description, archive }: NodeSource) {
  const { algorithm, hash, purl } = archive(executable);
  return {
    'bom-ref': `node@${NODE_VERSION}-${executable.node}`,
    type: 'platform',
    name: 'node',
    version: NODE_VERSION,
    scope: 'required',
    description: `Node.js in the executable for ${executable.platform}, from ${description}`,
    purl,
    hashes: [{ alg: algorithm, content: hash }],
    licenses: [{ license: { id: 'MIT' } }],
  };
}
