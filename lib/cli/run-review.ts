import { searchAuditTrail } from '../audit/search';
import { existingAuthMethods, type AuthMethod } from '../import/existing';
import { Interrupted } from '../project';
import {
  conclude,
  driftedIn,
  hiddenIn,
  idsOf,
  organisationsOf,
  unmanagedIn,
  withAuditTrail,
  type Organisation,
  type ReviewedStack,
} from '../review';
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
  const concluded = conclude(searched?.stacks ?? reviewed, {
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
  const count = options.plan.length;
  if (count === 0 && options.refreshed) throw refreshedWithoutPlan();
  if (![0, count].includes(options.code.length)) throw codeWithoutPlan();
  if (![0, count].includes(options.planLog.length)) throw logWithoutPlan();
  if (count === 0) return;
  const inputs = [...options.plan, ...options.planLog, ...options.code];
  if (inputs.filter((file) => file === '-').length > 1) throw standardInputTwice();
  const ofProjects = {
    'names of stacks': stacks.length > 0,
    '--app': options.app !== undefined,
    '--output': options.output !== undefined,
    '--no-synth': !options.synth,
    '--refresh-only': options.refreshOnly,
    '--parallelism': options.parallelism !== undefined,
    '--var': options.var.length > 0,
    '--var-file': options.varFile.length > 0,
  };
  const strange = Object.entries(ofProjects).flatMap(([name, holds]) => (holds ? [name] : []));
  if (strange.length > 0) throw onlyForProjects(strange);
}

/** An auth method of an organisation. */
type ListedMethod = AuthMethod & { readonly datadog: Organisation };

/**
 * Lists the auth methods at each address that the stacks name, with one call each.
 *
 * @throws ImportError when Datadog does not list them
 */
async function listedMethods(reviewed: readonly ReviewedStack[]): Promise<ListedMethod[]> {
  const lists = organisationsOf(reviewed).map(async (datadog) => {
    const options = { environment: process.env, version: VERSION, datadog };
    const methods = await existingAuthMethods(options);
    return methods.map((method) => ({ ...method, datadog }));
  });
  // Two addresses can be of one organisation, such as one in the code and that of the environment.
  return [...new Map((await Promise.all(lists)).flat().map((one) => [one.id.toLowerCase(), one])).values()];
}

/**
 * Searches Datadog's audit trail for who changed what drifted, and for who created what nobody manages.
 * Whatever goes wrong, the review goes on.
 */
async function addWho(reviewed: readonly ReviewedStack[], listed: readonly ListedMethod[]) {
  const methods = [...reviewed.flatMap(driftedIn), ...listed];
  const wanted = idsOf(methods);
  const options = { environment: process.env, version: VERSION };
  const trails = await Promise.all(wanted.map((one) => searchAuditTrail(one, options)));
  const stacks = reviewed.map((one) => withAuditTrail(one, trails));
  const limits = [...trails.flatMap(({ limit }) => limit ?? []), ...hiddenIn(methods)];
  return { stacks, trails, auditTrail: methods.length > 0 ? { limits } : undefined };
}
