import { conclude, unmanagedIn } from '../review';
import { Interrupted } from '../project';
import {
  codeWithoutPlan,
  logWithoutPlan,
  onlyForProjects,
  refreshedAndNot,
  refreshedWithoutPlan,
  standardInputTwice,
  unmanagedWithoutList,
} from './errors';
import { writeWhole } from './files';
import { formOfFile, type Format } from './formats';
import { reviewGivenPlans, reviewProject } from './plans';
import type { ReviewOptions } from './review-options';
import { printed, printReview } from './print-review';
import { VERSION } from './version';
import { listedMethods } from './unmanaged';
import { addWho } from './who';

/** Reviews, writes what is asked for, and sets the exit code. */
export async function runReview(stacks: readonly string[], options: ReviewOptions): Promise<void> {
  checkTogether(stacks, options);
  try {
    await review(stacks, options);
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error;
    process.exitCode = error.exitCode;
  }
}

async function review(stacks: readonly string[], options: ReviewOptions): Promise<void> {
  const reviewed =
    options.plan.length > 0 ? await reviewGivenPlans(options) : await reviewProject(stacks, options);
  const listed = options.unmanaged ? await listedMethods(reviewed) : [];
  const searched = options.who ? await addWho(reviewed, listed) : undefined;
  const concluded = conclude(searched?.stacks ?? reviewed.map(({ stack }) => stack), {
    madeBy: VERSION,
    detailed: options.detailedExitcode,
    failOn: options.failOn,
    auditTrail: searched?.auditTrail,
    unmanaged: options.unmanaged ? unmanagedIn(listed, reviewed, searched?.trails) : undefined,
  });
  for (const file of options.out)
    writeWhole(file, await printed(concluded, formOfFile(file) as Format, options));
  if (!options.quiet) await printReview(concluded, options);
  process.exitCode = concluded.exit.code;
}

/** Options that mean nothing together, or nothing without another. */
function checkTogether(stacks: readonly string[], options: ReviewOptions): void {
  if (options.refreshed && !options.refresh) throw refreshedAndNot();
  if (options.failOn.includes('unmanaged') && !options.unmanaged) throw unmanagedWithoutList();
  if (options.plan.length === 0) {
    if (options.refreshed) throw refreshedWithoutPlan();
    if (options.code.length > 0) throw codeWithoutPlan();
    if (options.planLog.length > 0) throw logWithoutPlan();
    return;
  }
  if (![0, options.plan.length].includes(options.code.length)) throw codeWithoutPlan();
  if (![0, options.plan.length].includes(options.planLog.length)) throw logWithoutPlan();
  if (options.plan.filter((file) => file === '-').length > 1) throw standardInputTwice();
  const ofProjects = {
    'names of stacks': stacks.length > 0,
    '--app': options.app !== undefined,
    '--output': options.output !== undefined,
    '--no-synth': !options.synth,
    '--parallelism': options.parallelism !== undefined,
    '--var': options.var.length > 0,
    '--var-file': options.varFile.length > 0,
  };
  const strange = Object.entries(ofProjects).flatMap(([name, holds]) => (holds ? [name] : []));
  if (strange.length > 0) throw onlyForProjects(strange);
}
