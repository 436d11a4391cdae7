import { execFile } from 'node:child_process';
import { terraformBinary } from '../project/terraform';
import { sentence } from '../text/sentence';
import { ok, wrong, type Finding } from './finding';

/** What runs with the `node` on the PATH. */
export interface NodeUser {
  readonly name: string;
  readonly why: string;
  /** The oldest version of Node that works. */
  readonly oldest: string;
}

/** Its oldest Node is that of package.json. */
export const PROVIDER: NodeUser = {
  name: 'the provider',
  why: 'Terraform starts the provider with the node on the PATH.',
  oldest: '20.9',
};
/** Client secrets are write-only attributes, which Terraform and OpenTofu have since 1.11. */
const TERRAFORM = '1.11';

interface ProgramOptions {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly timeoutMs: number;
}

/** The `node` on the PATH need not be the one that runs this. */
export async function checkNode(
  options: ProgramOptions,
  users: readonly NodeUser[] = [PROVIDER],
): Promise<Finding> {
  const { name, why, oldest } = users.reduce((a, b) => (isAtLeast(a.oldest, b.oldest) ? a : b));
  const advice = `Install Node ${oldest} or newer, and put its folder on the PATH.`;
  const answer = await output('node', ['--version'], options);
  if (answer.text === undefined) return wrong('node', `${answer.problem} ${why}`, advice);
  const version = /v(\d+\.\d+\.\S+)/.exec(answer.text)?.[1];
  if (version === undefined) return wrong('node', `node --version prints no version. ${why}`, advice);
  return isAtLeast(version, oldest)
    ? ok('node', version)
    : wrong('node', `Node ${version} is too old for ${name}. ${why}`, advice);
}

/** The provider verifies certificates in any case. Other programs in Node do not. */
export function checkCertificates({ NODE_TLS_REJECT_UNAUTHORIZED: value }: NodeJS.ProcessEnv): Finding[] {
  if (value !== '0') return [];
  return [
    wrong(
      'node',
      'NODE_TLS_REJECT_UNAUTHORIZED=0 makes npm and the CLI of cdktf and cdktn accept any certificate.',
      'Unset it. To trust one more certificate authority, name its file in NODE_EXTRA_CA_CERTS.',
    ),
  ];
}

export type Product = 'Terraform' | 'OpenTofu';

/**
 * Reads what `terraform version` prints. With `-json`, OpenTofu prints the same as Terraform
 * (https://github.com/opentofu/opentofu/issues/1747).
 */
export function readVersion(printed: string): { product: Product; version: string } | undefined {
  const [, product, version] = /^(Terraform|OpenTofu) v(\d+\.\d+\.\S+)/m.exec(printed) ?? [];
  return product === undefined || version === undefined
    ? undefined
    : { product: product as Product, version };
}

/** Without the variable, `terraform version` asks a server of HashiCorp for the newest version. */
const WITHOUT_CHECKPOINT = { CHECKPOINT_DISABLE: '1' };

/** Terraform, or OpenTofu in its place. */
export async function checkTerraform(options: ProgramOptions): Promise<Finding> {
  const binary = terraformBinary(options.environment);
  const environment = { ...options.environment, ...WITHOUT_CHECKPOINT };
  const answer = await output(binary, ['version'], { ...options, environment });
  const advice =
    `Install Terraform or OpenTofu ${TERRAFORM} or newer. ` + 'For OpenTofu, set TERRAFORM_BINARY_NAME=tofu.';
  if (answer.text === undefined) return wrong('terraform', answer.problem, advice);
  const read = readVersion(answer.text);
  if (!read) return wrong('terraform', `${binary} version prints no version.`, advice);
  const { product, version } = read;
  const needs = `Client secrets are write-only, which ${product} supports since ${TERRAFORM}.`;
  return isAtLeast(version, TERRAFORM)
    ? ok('terraform', `${product} ${version}`)
    : wrong('terraform', `${product} ${version} is too old. ${needs}`, advice);
}

function isAtLeast(version: string, oldest: string): boolean {
  return version.localeCompare(oldest, 'en', { numeric: true }) >= 0;
}

/** What a program prints to standard output, or why it printed nothing, as a sentence. */
function output(
  file: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<{ text: string } | { text?: never; problem: string }> {
  const { folder: cwd, environment: env, timeoutMs: timeout } = options;
  return new Promise((resolve) => {
    execFile(file, args, { cwd, env, timeout, killSignal: 'SIGKILL' }, (error, stdout, stderr) => {
      if (!error) resolve({ text: stdout });
      else if (error.code === ('ENOENT' as unknown)) resolve({ problem: `There is no ${file} on the PATH.` });
      else if (error.killed) resolve({ problem: `${file} did not end within ${timeout / 1000} seconds.` });
      else resolve({ problem: `${file} ${args.join(' ')} failed: ${sentence(stderr || error.message)}` });
    });
  });
}
