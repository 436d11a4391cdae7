import { join } from 'node:path';
import { PROVIDER_SOURCE } from '../attributes';
import { hasValueCondition } from '../checks';
import { lockedProvider } from '../mirror/lock-file';
import { IMPLIED_MIRROR, packageFile, PLATFORMS, providerFolder } from '../mirror/mirror-folder';
import { isRecord, parseJson } from '../text/json';
import { namesIn, textOf } from './files';
import { notChecked, ok, wrong, type Finding } from './finding';
import { SYNTH_AGAIN, type StackCode } from './project';

/** Whether each variable of a stack without a default has a value, so that a deploy need not ask for it. */
export function checkVariables(stack: StackCode, environment: NodeJS.ProcessEnv): Finding {
  const files = valuesInFiles(stack.folder);
  const needed = Object.entries(stack.variables).filter(needsValue);
  const isSet = (one: [string, unknown]) => hasValue(environment[`TF_VAR_${one[0]}`], one);
  const without = needed.filter((one) => !isSet(one) && !files.has(one[0])).map(([name]) => `TF_VAR_${name}`);
  if (without.length > 0)
    return wrong(
      'variables',
      `Variables without a value in this environment: ${without.join(', ')}.`,
      `Set them where Terraform runs: export ${without.map((name) => `${name}=…`).join(' ')}`,
    );
  const sources = needed.map((one) =>
    isSet(one) ? `TF_VAR_${one[0]}` : `${one[0]} in ${files.get(one[0])}`,
  );
  return ok('variables', sources.join(', ') || 'none needs a value');
}

/** A secret has the default `null`, which its own validation refuses. */
function needsValue([name, variable]: [string, unknown]): boolean {
  if (!isRecord(variable) || !('default' in variable)) return true;
  return variable.default === null && isEphemeralSecret(name, variable);
}

/** An empty text is a value, except for a secret. */
function hasValue(value: string | undefined, [name, variable]: [string, unknown]): boolean {
  return value !== undefined && !(value === '' && isEphemeralSecret(name, variable));
}

/** What the validations of other variables accept, only Terraform can compute. */
function isEphemeralSecret(name: string, variable: unknown): boolean {
  if (!isRecord(variable) || !Array.isArray(variable.validation)) return false;
  return variable.validation.some((one) => isRecord(one) && one.condition === hasValueCondition(name));
}

/** The variables that have a value in a file that Terraform reads by itself, with the name of the file. */
function valuesInFiles(folder: string): ReadonlyMap<string, string> {
  const values = namesIn(folder).flatMap((file): [string, string][] => {
    if (!/^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/.test(file)) return [];
    const text = textOf(join(folder, file)) ?? '';
    const names = file.endsWith('.json')
      ? Object.keys(parseJson(text) ?? {})
      : [...text.matchAll(/^\s*"?([\w-]+)"?\s*=/gm)].map(([, name]) => name as string);
    return names.map((name) => [name, file]);
  });
  return new Map(values);
}

export interface ProviderOptions {
  /** The folder with the built provider, `dist` of our package. */
  readonly dist: string;
  readonly version: string;
  /** As Node names it, such as `linux`. */
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

const broken = (found: string, advice = SYNTH_AGAIN) => wrong('provider', found, advice);

/** Whether Terraform will find the provider of this package beside the stack, and accept it. */
export function checkProvider(stack: StackCode, options: ProviderOptions): Finding {
  const { version, dist, platform: os, arch } = options;
  if (stack.version !== version)
    return broken(`The stack was synthesized with version ${stack.version}, and ${version} is installed.`);
  if (stack.source !== PROVIDER_SOURCE) return ok('provider', `${version} from ${stack.source}`);
  const platform = `${os}_${arch === 'x64' ? 'amd64' : arch}`;
  if (!PLATFORMS.some((known) => known === platform))
    return broken(
      `There is no provider for ${platform}. It runs on Linux and macOS, on amd64 and arm64.`,
      'Deploy from one of them, or give DatadogWebhooksProvider the source of a released provider.',
    );
  const plugins = providerFolder(join(stack.folder, IMPLIED_MIRROR));
  const zip = contentOf(join(plugins, packageFile(version, platform)));
  if (!zip || zip !== contentOf(join(dist, 'provider.zip')))
    return broken(`The provider of the installed package for ${platform} is not in ${plugins}.`);
  const locked = lockedProvider(contentOf(join(stack.folder, '.terraform.lock.hcl')), PROVIDER_SOURCE);
  return locked?.hashes.includes(contentOf(join(dist, 'provider.h1')).trim())
    ? ok('provider', `${version} for ${platform}, as in the lock file`)
    : broken('.terraform.lock.hcl does not name this provider, so Terraform would refuse it or not find it.');
}

/** Byte for byte. Empty if there is no such file. */
function contentOf(file: string): string {
  return textOf(file, 'latin1') ?? '';
}

/** What Terraform's own settings say about places of providers is not judged: a mirror may have ours too. */
export function checkInstallation(
  environment: NodeJS.ProcessEnv,
  stacks: readonly StackCode[],
  isOpenTofu: boolean,
): Finding[] {
  if (!stacks.some(({ source }) => source === PROVIDER_SOURCE)) return [];
  const files = settingsFiles(environment, isOpenTofu);
  const file = files.find((name) => textOf(name)?.includes('provider_installation'));
  if (file === undefined) return [];
  return [
    notChecked(
      'provider',
      `${file} has provider_installation, which names where Terraform looks for providers.`,
      'If terraform init does not find the provider, add a filesystem_mirror block with ' +
        'path = "terraform.d/plugins" and include = ["terraform.local/*/*"] to it, ' +
        'and exclude "terraform.local/*/*" from its other blocks.',
    ),
  ];
}

/** Where Terraform's own settings are. A file in a variable is the only one, even if it is missing. */
function settingsFiles(environment: NodeJS.ProcessEnv, isOpenTofu: boolean): readonly string[] {
  const { HOME, XDG_CONFIG_HOME, TF_CLI_CONFIG_FILE, TERRAFORM_CONFIG } = environment;
  const only = TF_CLI_CONFIG_FILE || TERRAFORM_CONFIG;
  if (only) return [only];
  const inHome = isOpenTofu ? ['.tofurc', '.terraformrc'] : ['.terraformrc'];
  const folders = [
    ...(HOME ? [join(HOME, '.terraform.d')] : []),
    ...(isOpenTofu && XDG_CONFIG_HOME ? [join(XDG_CONFIG_HOME, 'opentofu')] : []),
  ];
  return [
    ...(HOME ? inHome.map((name) => join(HOME, name)) : []),
    ...folders.flatMap((folder) =>
      namesIn(folder)
        .filter((name) => /\.tfrc(\.json)?$|^tofurc$/.test(name))
        .map((name) => join(folder, name)),
    ),
  ];
}
