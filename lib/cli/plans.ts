import { readCode, readPlan, reviewPlan, type Code, type ReviewedStack } from '../review';
import { Interruption, planProject } from '../run';
import { inFile, readInput } from './files';
import type { ReviewOptions } from './review-options';

/** Plans the project's stacks, or the HCL in this folder, and reviews each plan. */
export async function reviewProject(
  stacks: readonly string[],
  options: ReviewOptions,
): Promise<ReviewedStack[]> {
  const interruption = new Interruption();
  const { refresh, refreshOnly } = options;
  const project = { ...options, folder: process.cwd(), stacks, vars: options.var, varFiles: options.varFile };
  const reviewed: ReviewedStack[] = [];
  try {
    for await (const { stack, plan, madeBy, code } of planProject(project, interruption, progress))
      reviewed.push(
        reviewPlan(readPlan(plan), {
          stack,
          madeBy,
          refreshed: refresh ? 'yes' : 'no',
          refreshOnly,
          code: code === undefined ? undefined : readCode(code),
        }),
      );
    interruption.check();
  } finally {
    interruption.end();
  }
  return reviewed;
}

/** Reviews plans that somebody made before. */
export async function reviewGivenPlans(options: ReviewOptions): Promise<ReviewedStack[]> {
  const reviewed: ReviewedStack[] = [];
  for (const [index, file] of options.plan.entries()) {
    const content = await readInput(file);
    const plan = inFile(file, () => readPlan(content));
    const code = await readCodeFile(options.code[index]);
    // A plan's file shows neither.
    const { refresh, refreshed, refreshOnly } = options;
    const known = {
      code,
      refreshed: refreshed ? ('yes' as const) : refresh ? ('not-known' as const) : ('no' as const),
      ...(refreshOnly ? { refreshOnly } : {}),
    };
    reviewed.push(inFile(file, () => reviewPlan(plan, known)));
  }
  return reviewed;
}

async function readCodeFile(file: string | undefined): Promise<Code | undefined> {
  if (file === undefined) return undefined;
  const content = await readInput(file);
  return inFile(file, () => readCode(content.toString()));
}

function progress(line: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${line} …\n`);
}
