import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, extname, join } from 'node:path';
import packageJson from '../package.json';

export const CDKTN_PACKAGE = forCdktn(packageJson.name);

/** What both packages have alike: the provider and the emulator. */
const SHARED = ['provider', 'provider.zip', 'provider.h1', 'emulator', 'THIRD-PARTY-NOTICES.txt'];

const DOCUMENTS = ['README.md', 'API.md', 'CHANGELOG.md', 'LICENSE', 'docs'];

/**
 * Makes the folder of cdktn-datadog-webhooks from the sources of cdktf-datadog-webhooks, ready for jsii. In it, a file
 * `x.cdktn.ts` takes the place of `x.ts`.
 */
export function prepareCdktnPackage(root: string): string {
  const folder = join(root, 'dist-cdktn');
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(root, 'lib'), join(folder, 'lib'), { recursive: true });
  for (const file of files(join(folder, 'lib')).filter((name) => name.endsWith('.cdktn.ts')))
    renameSync(file, file.replace('.cdktn.ts', '.ts'));
  for (const document of DOCUMENTS) {
    for (const file of files(join(root, document))) copyDocument(file, join(folder, file.slice(root.length)));
  }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`);
  return folder;
}

/** Puts what both packages have alike beside the compiled constructs. */
export function completeCdktnPackage(root: string, folder: string): void {
  for (const name of SHARED)
    cpSync(join(root, 'dist', name), join(folder, 'dist', name), { recursive: true });
}

function manifest(): object {
  const { devDependencies, scripts: _scripts, overrides: _overrides, ...kept } = packageJson;
  return {
    ...kept,
    name: CDKTN_PACKAGE,
    description: kept.description.replace('CDKTF', 'CDK Terrain (cdktn)'),
    keywords: kept.keywords.map((word) => (word === 'cdktf' ? 'cdktn' : word)),
    // The constructs that this version of cdktn accepts.
    peerDependencies: { cdktn: `^${devDependencies.cdktn}`, constructs: '>=10.6.0 <10.8.0' },
  };
}

/** The README is about both packages; the other documents name the one that they come with. */
function copyDocument(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  if (extname(from) !== '.md' || to.endsWith('README.md')) cpSync(from, to);
  else writeFileSync(to, forCdktn(readFileSync(from, 'utf8')));
}

/**
 * A text about cdktf as one about cdktn. `cdktf.json`, `cdktf.out`, the `CDKTF_` variables and the provider's address
 * are the same for both.
 */
export function forCdktn(text: string): string {
  return text
    .replaceAll(/(?<!github\.com\/)\bcdktf-datadog-webhooks\b(?!\.git)/g, 'cdktn-datadog-webhooks')
    .replaceAll("from 'cdktf'", "from 'cdktn'")
    .replaceAll(/\bcdktf\.(?=[A-Z])/g, 'cdktn.')
    .replaceAll(/\bcdktf (?=(?:deploy|destroy|diff|plan|synth)\b)/g, 'cdktn ')
    .replaceAll('developer.hashicorp.com/terraform/cdktf/api-reference/typescript', 'cdktn.io/docs');
}

function files(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => files(join(path, name)));
}
