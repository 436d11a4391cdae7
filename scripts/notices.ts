import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { manifestOf } from './programs';

/** The folders of the packages that bundles have in them, such as `node_modules/axios`. */
export function bundledFolders(metafiles: readonly Metafile[]): string[] {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) => Object.keys(output.inputs)),
  );
  const folders = inputs.flatMap((path) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(folders)].sort();
}

/**
 * The licences of bundled packages, as they want to be passed on.
 *
 * @throws when a package has no text of its licence
 */
export function notices(root: string, folders: readonly string[]): string {
  return folders.map((folder) => notice(root, join(root, folder))).join(`\n${'-'.repeat(78)}\n\n`);
}

function notice(root: string, folder: string): string {
  const { name, version, license } = manifestOf(folder);
  const text = licenseFile(folder) ?? licenseInReadme(folder) ?? ELSEWHERE[name]?.(root, folder);
  if (text === undefined)
    throw new Error(
      `The package ${name} has no text of its licence, which the notices must contain. ` +
        'Find where its text is, and name the place in scripts/notices.ts.',
    );
  return `${name} ${version} (${license})\n\n${text.trim()}\n`;
}

/** Packages whose text is neither in a file of its own nor in the README. */
const ELSEWHERE: Readonly<Record<string, (root: string, folder: string) => string>> = {
  // AWS's packages come from one repository with one licence.
  ...Object.fromEntries(
    ['credential-provider-http', 'credential-provider-login', 'nested-clients'].map((name) => [
      `@aws-sdk/${name}`,
      (root) => licenseFile(join(root, 'node_modules/@aws-sdk/credential-provider-node')) ?? '',
    ]),
  ),
  // Its own code has the licence that ours has, and a file has the licence of Google's code in front.
  '@bufbuild/protobuf': (root, folder) => {
    const lines = readFileSync(join(folder, 'dist/esm/wire/varint.js'), 'utf8').split('\n');
    const comment = lines.slice(
      0,
      lines.findIndex((line) => !line.startsWith('//')),
    );
    const google = comment.map((line) => line.replace(/^\/\/ ?/, '')).join('\n');
    return `${readFileSync(join(root, 'LICENSE'), 'utf8').trimEnd()}\n\n${google}`;
  },
};

function licenseFile(folder: string): string | undefined {
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  return file && readFileSync(join(folder, file), 'utf8');
}

function licenseInReadme(folder: string): string | undefined {
  const file = readdirSync(folder).find((entry) => /^readme\.md$/i.test(entry));
  const text =
    file && readFileSync(join(folder, file), 'utf8').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
  return text && /^Licen[cs]e\n-+\n+(.*Permission is hereby[^]*?)(?=\n\[|\n#|$(?![^]))/ms.exec(text)?.[1];
}
