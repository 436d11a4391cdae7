import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cleanEnvironment, ROOT } from '../terraform';
import installed from './versions.json';

/** The version that the stories outside this folder run with, the one on the PATH. */
export const OLDEST = '1.11.4';

const NEWER = Object.keys(installed);

/** The newest version that can be had for tests. */
export const NEWEST = NEWER.at(-1) as string;

export const IN_BETWEEN = NEWER.slice(0, -1);

/** The PATH that has a version of Terraform; undefined where it is not installed. */
export function pathOf(version: string): string | undefined {
  const path = process.env.PATH ?? '';
  if (version === OLDEST) return versionOnPath() === version ? path : undefined;
  const folder = join(ROOT, '.cache/terraform', version);
  return existsSync(join(folder, 'terraform')) ? `${folder}${delimiter}${path}` : undefined;
}

/** How a person finds it, for the line that says why a test is skipped. */
export function placeOf(version: string): string {
  return version === OLDEST
    ? `Terraform ${version} on the PATH`
    : `Terraform ${version} (node test/helpers/terraforms/install.mjs)`;
}

/** Whether a version has what came with another one, such as `1.14`. */
export function isSince(version: string, minor: string): boolean {
  const [wanted, own] = [minor, version].map((text) => text.split('.').map(Number));
  return (own?.[1] ?? 0) >= (wanted?.[1] ?? 0);
}

function versionOnPath(): string {
  const answer = execFileSync('terraform', ['version', '-json'], { env: cleanEnvironment() });
  return (JSON.parse(answer.toString()) as { terraform_version: string }).terraform_version;
}
