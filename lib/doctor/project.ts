import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isProviderAddress, PROVIDER_NAME } from '../attributes';
import { RunError } from '../project/errors';
import { readProjectFile, synthesizedStacks } from '../project/project';
import { isRecord, parseJson } from '../text/json';
import { notChecked, ok, wrong, type Finding } from './finding';

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
  readonly finding: Finding;
  /** None if the project is not synthesized. */
  readonly stacks: readonly StackCode[];
}

/** Reads what the last synthesis left. It runs no code of the project. */
export function readProject(folder: string): Project {
  try {
    return projectIn(folder);
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    return { finding: wrong('project', error.message, 'Correct the file.'), stacks: [] };
  }
}

function projectIn(folder: string): Project {
  if (!existsSync(join(folder, 'cdktf.json'))) return { finding: withoutProjectFile(folder), stacks: [] };
  const { output } = readProjectFile(folder);
  const manifest = join(resolve(folder, output), 'manifest.json');
  if (!existsSync(manifest)) {
    const found = `The project is not synthesized: there is no ${join(output, 'manifest.json')}.`;
    const advice = 'To check the stacks as well, synthesize first (cdktf synth or cdktn synth).';
    return { finding: notChecked('project', found, advice), stacks: [] };
  }
  const all = synthesizedStacks(resolve(folder, output));
  const stacks = all.flatMap(({ name, folder: own, code }) => {
    const read = readCode(code);
    return read ? [{ name, folder: own, ...read }] : [];
  });
  return { finding: stacksFound(all.length, stacks.length, output), stacks };
}

function withoutProjectFile(folder: string): Finding {
  return readdirSync(folder).some((name) => name.endsWith('.tf'))
    ? notChecked('project', 'The configuration is in HCL. Its variables and provider are not checked.')
    : wrong(
        'project',
        'There is no cdktf.json in this folder, so the project and its stacks are not found.',
        'Run it in the folder of the project.',
      );
}

function stacksFound(all: number, ours: number, output: string): Finding {
  const count = all === 1 ? '1 stack' : `${all} stacks`;
  return ours === 0
    ? notChecked('project', `No stack in ${output} uses DatadogWebhooksProvider.`)
    : ok('project', `${count} in ${output}, ${ours} with DatadogWebhooksProvider`);
}

/** @returns undefined for a stack without our provider */
function readCode(file: string): Omit<StackCode, 'name' | 'folder'> | undefined {
  const code = existsSync(file) ? parseJson(readFileSync(file, 'utf8')) : undefined;
  if (!isRecord(code)) return undefined;
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
