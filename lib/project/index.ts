import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { noManifest } from './errors';
import { Programs } from './programs';
import { chosenStacks, plainStack, readProjectFile, synthesizedStacks, type Stack } from './project';
import { synthesize } from './synth';
import { Terraform, type Planned, type PlanOptions, type Progress } from './terraform';

export { Interrupted } from './errors';
export { readPlanLog, type PlanLog } from './plan-log';

export interface ProjectOptions extends PlanOptions {
  /** The project's folder. */
  readonly folder: string;
  /** Names of stacks, or patterns. None means all. */
  readonly stacks: readonly string[];
  /** Whether to synthesize first. If not, the result of the last synthesis is planned. */
  readonly synth: boolean;
  /** The command that synthesizes. Default: the one of cdktf.json. */
  readonly app?: string;
  /** The folder that it writes to. Default: the one of cdktf.json. */
  readonly output?: string;
}

/** The files of a stack: its plan and its code. */
export interface PlannedStack extends Planned {
  readonly stack: string;
  /** Absent for HCL, which has no constructs. */
  readonly code?: string;
}

/**
 * Plans the stacks of a CDKTF project one after the other, or the configuration in a folder of HCL.
 *
 * @param progress is called with a line for each step
 * @throws RunError
 * @throws Interrupted
 */
export async function* planProject(
  options: ProjectOptions,
  progress: Progress,
): AsyncGenerator<PlannedStack> {
  const programs = new Programs();
  try {
    const stacks = chosenStacks(await stacksOf(options, programs, progress), options.stacks);
    for (const [index, stack] of stacks.entries()) {
      progress(`Planning the stack ${stack.name} (${index + 1} of ${stacks.length})`);
      const planned = await new Terraform(stack, programs, progress).plan(options);
      const code = stack.code === undefined ? undefined : readFileSync(stack.code, 'utf8');
      yield { ...planned, stack: stack.name, code };
    }
    programs.check();
  } finally {
    programs.end();
  }
}

async function stacksOf(
  { folder, app, synth, ...options }: ProjectOptions,
  programs: Programs,
  progress: Progress,
): Promise<readonly Stack[]> {
  // The options of a synthesis ask for a CDKTF project.
  const asksForProject = app !== undefined || options.output !== undefined || !synth;
  const plain = asksForProject ? undefined : plainStack(folder);
  if (plain) return [plain];
  const project = readProjectFile(folder);
  const output = options.output ?? project.output;
  if (synth) {
    progress('Synthesizing');
    await synthesize(folder, { ...project, app: app ?? project.app, output }, programs);
  }
  const stacks = synthesizedStacks(resolve(folder, output));
  if (!stacks) throw noManifest(resolve(folder, output));
  return stacks;
}
