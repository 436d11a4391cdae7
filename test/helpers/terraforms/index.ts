import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { readVersion, type Product } from '../../../lib/doctor/programs';
import { cleanEnvironment, ROOT } from '../terraform';
import installed from './versions.json';

export interface Program {
  readonly product: Product;
  readonly version: string;
  /** The PATH where this program is `terraform`; undefined where it is not installed. */
  readonly path: string | undefined;
}

/** The oldest version that is supported. */
export const OLDEST = '1.11.4';

/** Those that install.mjs installs, the newest last. */
export const NEWER: readonly Program[] = Object.keys(installed).map((version) => {
  const folder = join(ROOT, '.cache/terraform', version);
  const path = `${folder}${delimiter}${process.env.PATH ?? ''}`;
  return { product: 'Terraform', version, path: existsSync(join(folder, 'terraform')) ? path : undefined };
});

export const NEWEST = NEWER.at(-1) as Program;

/** The program that the stories outside this folder run: any Terraform, or OpenTofu by the same name. */
export function programOnPath(): Program {
  const printed = execFileSync('terraform', ['version'], { env: cleanEnvironment() }).toString();
  const version = readVersion(printed);
  if (version === undefined) throw new Error(`\`terraform version\` prints no version:\n${printed}`);
  return { ...version, path: process.env.PATH };
}

/** How a person finds it, for the line that says why a test is skipped. */
export function placeOf({ product, version }: Program): string {
  return `${product} ${version} (node test/helpers/terraforms/install.mjs)`;
}

/** Whether a program has what came with a version, such as `1.14`. */
export function isSince({ version }: Program, minor: string): boolean {
  const [wanted, own] = [minor, version].map((text) => text.split('.').map(Number));
  return (own?.[1] ?? 0) >= (wanted?.[1] ?? 0);
}
