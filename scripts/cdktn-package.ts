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
import { basename, dirname, extname, join } from 'node:path';
import packageJson from '../package.json';

export const CDKTN_PACKAGE = forCdktn(packageJson.name);

/** What each package has of its own; the rest of dist/ is alike. */
const OWN = ['construct', 'mirror', 'index.js', 'index.d.ts', 'cli', 'tsconfig.tsbuildinfo'];

/** What is in the package besides dist/. */
const DOCUMENTS = [
  'README.md',
  'LICENSE',
  ...packageJson.files.filter((file) => !/^!|^dist$|^\.jsii$/.test(file)),
];

/**
 * Makes the folder of cdktn-datadog-webhooks from the sources of cdktf-datadog-webhooks, ready for jsii. In
 * it, a file `x.cdktn.ts` takes the place of `x.ts`.
 */
export function prepareCdktnPackage(root: string): string {
  const folder = join(root, 'dist-cdktn');
  rmSync(folder, { recursive: true, force: true });
  cpSync(join(root, 'lib'), join(folder, 'lib'), { recursive: true });
  for (const file of files(join(folder, 'lib')).filter((name) => name.endsWith('.cdktn.ts')))
    renameSync(file, file.replace('.cdktn.ts', '.ts'));
  for (const document of DOCUMENTS) {
    for (const file of files(join(root, document))) copyFile(file, join(folder, file.slice(root.length)));
  }
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`);
  return folder;
}

/** Puts what both packages have alike beside the compiled constructs: the provider and the emulator. */
export function completeCdktnPackage(root: string, folder: string): void {
  const shared = readdirSync(join(root, 'dist')).filter((name) => !OWN.includes(name));
  for (const file of shared.flatMap((name) => files(join(root, 'dist', name))))
    copyFile(file, join(folder, file.slice(root.length)));
}

function manifest(): object {
  const { devDependencies, scripts: _scripts, overrides: _overrides, ...kept } = packageJson;
  return {
    ...kept,
    name: CDKTN_PACKAGE,
    description: forCdktn(kept.description),
    keywords: kept.keywords.map(forCdktn),
    bin: Object.fromEntries(Object.entries(kept.bin).map(([name, file]) => [forCdktn(name), file])),
    // The project's own name stays in the names that begin with it.
    jsii: JSON.parse(
      JSON.stringify(kept.jsii).replaceAll(/(?<!github(?:\.com\/|\.))cdktf/g, 'cdktn'),
    ) as object,
    // The constructs that this version of cdktn accepts.
    peerDependencies: { cdktn: `^${devDependencies.cdktn}`, constructs: '>=10.6.0 <10.8.0' },
  };
}

const TEXTS = ['.md', '.ts', '.yml', '.svg'];

/** The documents that are about both packages. The others name the package that they come with. */
export const ABOUT_BOTH = [
  'comparison.md',
  'doctor.md',
  'languages.md',
  'pulumi.md',
  'releasing.md',
  'running.md',
  'vaults.md',
  'verify.md',
];

function copyFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  if (!TEXTS.includes(extname(from)) || ABOUT_BOTH.includes(basename(from))) cpSync(from, to);
  else writeFileSync(to, documentForCdktn(basename(from), readFileSync(from, 'utf8')));
}

/** What cdktn's CLI needs. */
const NODE = 'Node 22.19 or newer';

const FRAMEWORK = `This package is for [cdktn](https://www.npmjs.com/package/cdktn). Its CLI needs ${NODE}.
\`cdktf-datadog-webhooks\` is the same for cdktf, which HashiCorp archived in December 2025:
[how to move a project](docs/languages.md#move-a-project-from-cdktf-to-cdktn). Both exist for
[Python, Java and Go](docs/languages.md) too, and the provider works in [plain HCL](docs/hcl.md).`;

/** README.md differs in the paragraph about the other framework, in Node and in the installed packages. */
function documentForCdktn(name: string, text: string): string {
  if (name !== 'README.md') return forCdktn(text);
  const ownNeeds = text
    .replace('You need Node and', `You need ${NODE} and`)
    .replace(' constructs @cdktf/provider-null', ' constructs@10.7');
  return forCdktn(ownNeeds).replace(
    /(?<=<!-- framework -->\n\n)[^]*?(?=\n\n<!-- \/framework -->)/,
    () => FRAMEWORK,
  );
}

/**
 * A text about cdktf as one about cdktn. `cdktf.json`, `cdktf.out`, the `CDKTF_` variables and the provider's
 * address are the same for both.
 */
export function forCdktn(text: string): string {
  return text
    .replaceAll('@cdktf/provider-datadog', '@cdktn/provider-datadog')
    .replaceAll('developer.hashicorp.com/terraform/cdktf/api-reference/typescript', 'cdktn.io/docs')
    .replaceAll(
      /(?<![/@\w])cdktf\b(?!\.(?:json|out)\b|-datadog-webhooks\/(?:cdktf|datadogwebhooks))/g,
      'cdktn',
    )
    .replaceAll(/\bCDKTF\b/g, 'CDKTN');
}

function files(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .filter((name) => name !== 'cdktf.out')
    .flatMap((name) => files(join(path, name)));
}
