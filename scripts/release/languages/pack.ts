import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../../../package.json';
import { CDKTN_PACKAGE } from '../../cdktn-package';
import { ROOT } from '../../programs';
import { generate } from './generate';
import { packGo } from './go';
import { packJava } from './java';
import { type Language } from './programs';
import { packPython } from './python';

/** Our npm packages, which `npm run build` fills, by name. */
const PACKAGES = { [packageJson.name]: ROOT, [CDKTN_PACKAGE]: join(ROOT, 'dist-cdktn') };

/** The Go modules of both packages, as they are committed to a repository of their own. */
export const goModules = (version: string) => `datadog-webhooks-go-${version}.zip`;

/** The packages for other languages. Each has the npm package in it, which runs in Node. */
export function packLanguages(out: string, version: string, languages: readonly Language[]): void {
  if (languages.length === 0) return;
  const scratch = mkdtempSync(join(tmpdir(), 'languages-'));
  // The wheels have the permissions that the files get.
  const umask = process.umask(0o022);
  try {
    const folders = Object.entries(PACKAGES).map(([name, source]) => {
      const folder = join(scratch, name);
      generate([source], languages, folder);
      writeReadme(folder);
      if (languages.includes('java')) packJava(folder, join(out, `${name}-${version}`));
      return folder;
    });
    if (languages.includes('python')) packPython(folders, out);
    if (languages.includes('go')) packGo(folders, join(out, goModules(version)));
  } finally {
    process.umask(umask);
    rmSync(scratch, { recursive: true });
  }
}

/** PyPI and Go's site show the page about languages. The README's code is TypeScript. */
function writeReadme(folder: string): void {
  const page = readFileSync(join(ROOT, 'docs/languages.md'), 'utf8');
  const repository = packageJson.repository.url.replace(/\.git$/, '');
  const text = page.replaceAll(/\]\((?!https?:)/g, `](${repository}/blob/v${packageJson.version}/docs/`);
  for (const file of ['python/README.md', 'go/datadogwebhooks/README.md'])
    if (existsSync(join(folder, file))) writeFileSync(join(folder, file), text);
}
