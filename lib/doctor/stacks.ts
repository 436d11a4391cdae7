import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROVIDER_SOURCE } from '../attributes';
import { lockedProvider } from '../mirror/lock-file';
import { IMPLIED_MIRROR, packageFile, PLATFORMS, providerFolder } from '../mirror/mirror-folder';
import { isRecord, parseJson } from '../text/json';
import { ok, wrong, type Finding } from './finding';
import type { StackCode } from './project';

const SYNTH_AGAIN = 'Synthesize again (cdktf synth or cdktn synth), or deploy, which synthesizes too.';

/** Whether each variable of a stack without a default has a value, so that a deploy need not ask for it. */
export function checkVariables(stack: StackCode, environment: NodeJS.ProcessEnv): Finding {
  const needed = Object.entries(stack.variables).filter(([, variable]) => needsValue(variable));
  const inFiles = namesInFiles(stack.folder);
  const without = needed
    .filter(([name, variable]) => !hasValue(environment[`TF_VAR_${name}`], variable) && !inFiles.has(name))
    .map(([name]) => name);
  if (without.length === 0) {
    const names = needed.map(([name]) => `TF_VAR_${name}`);
    return ok('variables', names.length === 0 ? 'none needs a value' : `${names.join(', ')} set`);
  }
  const names = without.map((name) => `TF_VAR_${name}`);
  return wrong(
    'variables',
    `${names.join(' and ')} ${names.length === 1 ? 'has' : 'have'} no value in this environment.`,
    `Set ${names.length === 1 ? 'it' : 'them'} where Terraform runs: ` +
      `export ${names.map((name) => `${name}=…`).join(' ')}`,
  );
}

/** A secret has the default `null`, which its own validation refuses. */
function needsValue(variable: unknown): boolean {
  if (!isRecord(variable)) return true;
  return !('default' in variable) || (variable.default === null && variable.validation !== undefined);
}

/** An empty text is a value, except for a secret. */
function hasValue(value: string | undefined, variable: unknown): boolean {
  const isSecret = isRecord(variable) && variable.validation !== undefined;
  return value !== undefined && !(isSecret && value === '');
}

/** The variables that have a value in the files that Terraform reads without being asked to. */
function namesInFiles(folder: string): ReadonlySet<string> {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const names = files.flatMap((file) => {
    if (!/^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/.test(file)) return [];
    const text = readFileSync(join(folder, file), 'utf8');
    if (file.endsWith('.json')) return Object.keys(parseJson(text) ?? {});
    return [...text.matchAll(/^\s*"?([\w-]+)"?\s*=/gm)].map(([, name]) => name as string);
  });
  return new Set(names);
}

export interface ProviderOptions {
  /** The folder with the built provider, `dist` of our package. */
  readonly dist: string;
  readonly version: string;
  /** As Node names it, such as `linux`. */
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

/** Whether Terraform will find the provider of this package beside the stack, and accept it. */
export function checkProvider(stack: StackCode, options: ProviderOptions): Finding {
  const { version, dist } = options;
  if (stack.version !== version)
    return wrong(
      'provider',
      `The stack was synthesized with version ${stack.version}, and ${version} is installed.`,
      SYNTH_AGAIN,
    );
  if (stack.source !== PROVIDER_SOURCE) return ok('provider', `${version} from ${stack.source}`);
  const platform = `${options.platform}_${options.arch === 'x64' ? 'amd64' : options.arch}`;
  const plugins = providerFolder(join(stack.folder, IMPLIED_MIRROR));
  const zip = join(plugins, packageFile(version, platform));
  if (!existsSync(zip)) return notBeside(plugins, platform);
  if (!readFileSync(zip).equals(readFileSync(join(dist, 'provider.zip'))))
    return wrong(
      'provider',
      'The provider beside the stack is not the one of the installed package.',
      SYNTH_AGAIN,
    );
  const lockFile = join(stack.folder, '.terraform.lock.hcl');
  const text = existsSync(lockFile) ? readFileSync(lockFile, 'utf8') : '';
  const locked = lockedProvider(text, PROVIDER_SOURCE);
  const fits =
    locked?.version === version &&
    locked.hashes.includes(readFileSync(join(dist, 'provider.h1'), 'utf8').trim());
  return fits
    ? ok('provider', `${version} for ${platform}, as in the lock file`)
    : wrong(
        'provider',
        locked
          ? '.terraform.lock.hcl names a different provider than the one beside the stack, ' +
              'which Terraform refuses.'
          : '.terraform.lock.hcl does not name the provider, so the CLI would ask a registry for it.',
        SYNTH_AGAIN,
      );
}

function notBeside(plugins: string, platform: string): Finding {
  return PLATFORMS.some((known) => known === platform)
    ? wrong('provider', `There is no provider for ${platform} in ${plugins}.`, SYNTH_AGAIN)
    : wrong(
        'provider',
        `There is no provider for ${platform}. It runs on Linux and macOS, on amd64 and arm64.`,
        'Deploy from one of them, or give DatadogWebhooksProvider the source of a released provider.',
      );
}

/** Whether Terraform's own settings let it look for providers beside the stack. */
export function checkInstallation(environment: NodeJS.ProcessEnv): Finding[] {
  const file = [environment.TF_CLI_CONFIG_FILE, ...['.terraformrc', '.tofurc'].map(inHome)].find(
    (candidate) => candidate !== undefined && existsSync(candidate),
  );
  function inHome(name: string): string | undefined {
    return environment.HOME && join(environment.HOME, name);
  }
  const text = file === undefined ? '' : readFileSync(file, 'utf8');
  if (!/^\s*provider_installation\b/m.test(text) || text.includes('terraform.local/')) return [];
  return [
    wrong(
      'provider',
      `${file} has a provider_installation block, so Terraform does not look beside the stack.`,
      'Add a filesystem_mirror block to it: see "provider_installation" in docs/doctor.md.',
    ),
  ];
}
