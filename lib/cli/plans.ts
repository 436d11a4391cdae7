import { readCode, readPlan, reviewPlan, type Plan, type PlanOrigin, type ReviewedStack } from '../review';
import { decode } from '../text/json';
import { planProject, readPlanLog, type PlanLog } from '../project';
import { logOfAnotherPlan, notALog, planFailed } from './errors';
import { inFile, readInput } from './files';
import type { ReviewOptions } from './review-options';

/** Plans the project's stacks, or the HCL in this folder, and reviews each plan. */
export async function reviewProject(
  stacks: readonly string[],
  options: ReviewOptions,
): Promise<ReviewedStack[]> {
  const { refresh, var: vars, varFile: varFiles } = options;
  const project = { ...options, folder: process.cwd(), stacks, vars, varFiles };
  const refreshed = refresh ? 'yes' : 'no';
  const reviewed: ReviewedStack[] = [];
  for await (const { plan, code, ...origin } of planProject(project, progress)) {
    const read = code === undefined ? code : readCode(code);
    reviewed.push(reviewPlan(readPlan(plan), { ...origin, refreshed, code: read }));
  }
  return reviewed;
}

/** Reviews plans that somebody made before. */
export async function reviewGivenPlans(options: ReviewOptions): Promise<ReviewedStack[]> {
  // A plan's file does not show it.
  const mode: PlanOrigin = { refreshed: options.refreshed ? 'yes' : options.refresh ? 'not-known' : 'no' };
  const reviewed: ReviewedStack[] = [];
  for (const [index, file] of options.plan.entries()) {
    const content = await readInput(file);
    const plan = inFile(file, () => readPlan(content));
    const [codeFile, logFile] = [options.code[index], options.planLog[index]];
    const text = codeFile === undefined ? undefined : String(await readInput(codeFile));
    const code = text === undefined ? text : inFile(codeFile as string, () => readCode(text));
    const log = logFile === undefined ? undefined : readPlanLog(decode(await readInput(logFile)));
    if (log && !log.isComplete) throw notALog(logFile as string);
    if (log && !isLogOf(plan, log)) throw logOfAnotherPlan(logFile as string);
    if (log?.hasFailed) throw planFailed(log.errors);
    reviewed.push(inFile(file, () => reviewPlan(plan, { ...mode, code, ...log })));
  }
  return reviewed;
}

/** A plan shows the second in which it was made. */
function isLogOf({ timestamp = '' }: Plan, { from = NaN, to = NaN }: PlanLog): boolean {
  const madeAt = Date.parse(timestamp);
  return from - 1000 < madeAt && madeAt <= to;
}

function progress(line: string, isNotice = false): void {
  if (isNotice) process.stderr.write(`${line}\n`);
  else if (process.stderr.isTTY) process.stderr.write(`${line} …\n`);
}
