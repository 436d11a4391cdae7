import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { isRecord } from '../text/json';
import { brokenProjectFile, unknownStack, wrongProjectFile } from './errors';

/** What cdktf.json has, as the cdktf CLI reads it. */
export interface ProjectFile {
  /** The command that synthesizes. */
  readonly app?: string;
  /** Of the code, such as `python`. */
  readonly language?: string;
  /** The folder that it synthesizes to. */
  readonly output: string;
  /** What constructs read by `node.getContext`. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly terraformModules?: readonly (string | { readonly source: string })[];
}

/** A synthesized stack, or a folder of HCL. */
export interface Stack {
  readonly name: string;
  /** Where Terraform runs. */
  readonly folder: string;
  /** The file that the constructs' paths are in. HCL has no constructs. */
  readonly code?: string;
}

/** A stack in the manifest of the synthesis, whose paths are relative to its folder. */
interface Listed {
  readonly name: string;
  readonly workingDirectory: string;
  readonly synthesizedStackPath: string;
  readonly stackMetadataPath: string;
}

/** The project's cdktf.json, which may be missing. */
export function readProjectFile(folder: string): ProjectFile {
  const file = join(folder, 'cdktf.json');
  const project = { output: 'cdktf.out', ...(readJson(file) as Partial<ProjectFile>) };
  if (areStrings(project.app ?? '', project.output)) return project;
  throw wrongProjectFile(file);
}

/** The stack of a folder that has HCL and is no CDKTF project, or nothing. It is named after the folder. */
export function plainStack(folder: string): Stack | undefined {
  const files = readdirSync(folder);
  const isPlain = !files.includes('cdktf.json') && files.some((file) => /\.(tf|tofu)(\.json)?$/.test(file));
  return isPlain ? { name: basename(resolve(folder)), folder } : undefined;
}

/**
 * The stacks that the last synthesis left in its folder, in the order in which the app has them. Undefined if
 * there is no manifest that names them.
 */
export function synthesizedStacks(output: string): readonly Required<Stack>[] | undefined {
  const manifest = readJson(join(output, 'manifest.json'));
  if (!isRecord(manifest) || !isRecord(manifest.stacks)) return undefined;
  const stacks = Object.values(manifest.stacks);
  if (!stacks.every(isListed)) return undefined;
  return stacks.map((stack) => ({
    name: stack.name,
    folder: resolve(output, stack.workingDirectory),
    // Where the app synthesizes HCL, the metadata has a file of its own.
    code: resolve(
      output,
      /\.json$/.test(stack.synthesizedStackPath) ? stack.synthesizedStackPath : stack.stackMetadataPath,
    ),
  }));
}

function isListed(stack: unknown): stack is Listed {
  if (!isRecord(stack)) return false;
  const { name, workingDirectory, synthesizedStackPath, stackMetadataPath } = stack;
  return areStrings(name, workingDirectory, synthesizedStackPath, stackMetadataPath);
}

function areStrings(...values: readonly unknown[]): boolean {
  return values.every((value) => typeof value === 'string');
}

/** @param patterns names, in which `*` and `?` stand for any characters and any one; none means all stacks */
export function chosenStacks(stacks: readonly Stack[], patterns: readonly string[]): Stack[] {
  const names = stacks.map(({ name }) => name);
  const matches = patterns.map((pattern) => {
    const matching = names.filter((name) => glob(pattern).test(name));
    if (matching.length === 0) throw unknownStack(pattern, names);
    return matching;
  });
  return stacks.filter(({ name }) => patterns.length === 0 || matches.flat().includes(name));
}

function glob(pattern: string): RegExp {
  const escaped = pattern.replace(/[\\^$+.()|[\]{}]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}

/** Undefined for a file that is missing. */
function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw brokenProjectFile(file, error as Error);
  }
}
