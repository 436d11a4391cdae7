import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROVIDER_SOURCE } from '../attributes';
import { hasValueCondition } from '../checks';
import { lockedProvider } from '../mirror/lock-file';
import { IMPLIED_MIRROR, packageFile, PLATFORMS, providerFolder } from '../mirror/mirror-folder';
import { isRecord, parseJson } from '../text/json';
import { notChecked, ok, wrong, type Finding } from './finding';
import type { StackCode } from './project';

const SYNTH_AGAIN = 'Synthesize again (cdktf synth or cdktn synth), or deploy, which synthesizes too.';

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
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const values = files.flatMap((file): [string, string][] => {
    if (!/^terraform\.tfvars(\.json)?$|\.auto\.tfvars(\.json)?$/.test(file)) return [];
    const text = readFileSync(join(folder, file), 'utf8');
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
  return existsSync(file) ? readFileSync(file, 'latin1') : '';
}

/** Whether Terraform's own settings let it look for providers beside the stacks that have them there. */
export function checkInstallation(
  environment: NodeJS.ProcessEnv,
  stacks: readonly StackCode[],
  isOpenTofu: boolean,
): Finding[] {
  const { HOME, TF_CLI_CONFIG_FILE } = environment;
  const names = [...(isOpenTofu ? ['.tofurc'] : []), '.terraformrc'];
  const inHome = HOME ? names.map((name) => join(HOME, name)) : [];
  const file = [TF_CLI_CONFIG_FILE, ...inHome].find((name) => name !== undefined && existsSync(name));
  const text = file === undefined ? '' : withoutComments(readFileSync(file, 'utf8'));
  const isNeeded = stacks.some(({ source }) => source === PROVIDER_SOURCE);
  if (!isNeeded || !/^\s*provider_installation\b/m.test(text) || text.includes('terraform.local/')) return [];
  const where =
    'filesystem_mirror block with path = "terraform.d/plugins" and include = ["terraform.local/*/*"]';
  const advice = `Add a ${where} to it, and exclude "terraform.local/*/*" from its other blocks.`;
  const block = `${file} has a provider_installation block`;
  // A mirror may have our provider too.
  return /\b(filesystem_mirror|network_mirror|dev_overrides)\b/.test(text)
    ? [notChecked('provider', `${block}, which may name a mirror with the provider.`, advice)]
    : [wrong('provider', `${block}, so Terraform does not look beside the stack.`, advice)];
}

// A pattern of addresses in quotes, which has a slash and an asterisk, begins no comment.
function withoutComments(text: string): string {
  return text.replace(/("(?:\\.|[^"\\\n])*")|\/\*[^]*?\*\/|(?:#|\/\/).*/g, '$1');
}
