import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isProviderAddress, PROVIDER_NAME } from '../attributes';
import { RunError } from '../project/errors';
import { plainStack, readProjectFile, synthesizedStacks } from '../project/project';
import { isRecord } from '../text/json';
import { recordOf } from './files';
import { about, notChecked, ok, wrong, type Finding } from './finding';

export const SYNTH_AGAIN = 'Synthesize again (cdktf synth or cdktn synth), or deploy, which synthesizes too.';

/** A synthesized stack that needs our provider. */
export interface StackCode {
  readonly name: string;
  readonly folder: string;
  /** The address of the provider. */
  readonly source: string;
  /** The version of the provider that it was synthesized with. */
  readonly version?: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** The configurations of our provider, the default one and those with an alias. */
  readonly providers: readonly Readonly<Record<string, unknown>>[];
}

export interface Project {
  readonly findings: readonly Finding[];
  /** None if the project is not synthesized. */
  readonly stacks: readonly StackCode[];
  /** Whether the constructs are npm packages. */
  readonly usesNpm: boolean;
}

/** Reads what the last synthesis left. It runs no code of the project. */
export function readProject(folder: string, environment: NodeJS.ProcessEnv): Project {
  const without = { stacks: [], usesNpm: true };
  try {
    if (plainStack(folder)) return { findings: [HCL], stacks: [], usesNpm: false };
    if (!existsSync(join(folder, 'cdktf.json'))) return { ...without, findings: [WITHOUT_FILE] };
    const { app, language = 'typescript', output } = readProjectFile(folder);
    const home = checkHome(environment);
    if (!app) return { ...without, findings: [WITHOUT_APP, ...home] };
    const [findings, stacks] = stacksIn(folder, output);
    const usesNpm = ['typescript', 'javascript'].includes(language);
    return { findings: [...findings, ...home], stacks, usesNpm };
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    return { ...without, findings: [wrong('project', error.message, 'Correct the file.')] };
  }
}

const HCL = notChecked('project', 'The configuration is in HCL. Its variables and provider are not checked.');
const WITHOUT_FILE = wrong(
  'project',
  'There is no cdktf.json in this folder, so the project and its stacks are not found.',
  'Run it in the folder of the project.',
);
const WITHOUT_APP = wrong(
  'project',
  'cdktf.json has no "app", so nothing can be synthesized.',
  'Add the command that synthesizes, such as "app": "npx tsx main.ts".',
);

function stacksIn(folder: string, output: string): [Finding[], StackCode[]] {
  const all = synthesizedStacks(resolve(folder, output));
  if (!all) {
    const manifest = join(output, 'manifest.json');
    const problem = `The project is not synthesized: ${manifest} is missing or names no stacks.`;
    const advice = 'To check the stacks as well, synthesize first (cdktf synth or cdktn synth).';
    return [[notChecked('project', problem, advice)], []];
  }
  const files = all.map((stack) => ({ ...stack, json: recordOf(stack.code) }));
  const stacks = files.flatMap(({ name, folder: own, json }) => {
    const read = json && readCode(json);
    return read ? [{ name, folder: own, ...read }] : [];
  });
  const broken = files.filter(({ json }) => json === undefined);
  if (broken.length > 0) return [broken.flatMap(({ name, code }) => about(name, [unreadable(code)])), stacks];
  const count = all.length === 1 ? '1 stack' : `${all.length} stacks`;
  const finding =
    stacks.length === 0
      ? notChecked('project', `No stack in ${output} uses DatadogWebhooksProvider.`)
      : ok('project', `${count} in ${output}, ${stacks.length} with DatadogWebhooksProvider`);
  return [[finding], stacks];
}

function unreadable(code: string): Finding {
  return notChecked('project', `${code} is missing or is not JSON.`, SYNTH_AGAIN);
}

/** The CLI of a framework creates this folder before it does anything. */
function checkHome({ HOME, ...environment }: NodeJS.ProcessEnv): Finding[] {
  const cache = environment.TF_PLUGIN_CACHE_DIR || (HOME && join(HOME, '.terraform.d', 'plugin-cache'));
  if (environment.CDKTF_DISABLE_PLUGIN_CACHE_ENV || !cache || canCreate(cache)) return [];
  return [
    wrong(
      'project',
      `The CLI of cdktf and cdktn needs the folder ${cache}, which cannot be written.`,
      'Set HOME or TF_PLUGIN_CACHE_DIR to a folder in which you can write.',
    ),
  ];
}

function canCreate(folder: string): boolean {
  if (!existsSync(folder)) return canCreate(dirname(folder));
  try {
    accessSync(folder, constants.W_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

/** @returns undefined for a stack without our provider */
function readCode(code: Readonly<Record<string, unknown>>): Omit<StackCode, 'name' | 'folder'> | undefined {
  const required = member(code.terraform, 'required_providers');
  const ours = member(required, PROVIDER_NAME);
  const source = member(ours, 'source');
  if (!isProviderAddress(source)) return undefined;
  const version = member(ours, 'version');
  const configured = member(code.provider, PROVIDER_NAME);
  return {
    source: String(source),
    ...(typeof version === 'string' ? { version } : {}),
    variables: isRecord(code.variable) ? code.variable : {},
    providers: (Array.isArray(configured) ? configured : [configured ?? {}]).filter(isRecord),
  };
}

function member(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}
