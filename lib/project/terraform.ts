import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { REVIEW_VARIABLE } from '../settings';
import { terraformFailed, type RunError } from './errors';
import { readPlanLog, type PlanLog } from './plan-log';
import type { Ended, Programs } from './programs';
import type { Stack } from './project';

/** Passed on to `terraform plan`. */
export interface PlanOptions {
  readonly refresh: boolean;
  readonly refreshOnly: boolean;
  readonly parallelism?: number;
  readonly vars: readonly string[];
  readonly varFiles: readonly string[];
}

/** The program that plans. The cdktf CLI reads the same variable. */
export function terraformBinary(environment: NodeJS.ProcessEnv): string {
  return environment.TERRAFORM_BINARY_NAME || 'terraform';
}

export interface Planned extends PlanLog {
  /** As `terraform show -json` writes it. */
  readonly plan: string;
}

/** @param isNotice whether the line is more than progress */
export type Progress = (line: string, isNotice?: boolean) => void;

/** Terraform in the folder of one stack. */
export class Terraform {
  private readonly binary = terraformBinary(process.env);
  private readonly name = basename(this.binary);

  constructor(
    private readonly stack: Stack,
    private readonly programs: Programs,
    private readonly progress: Progress,
  ) {}

  /**
   * Plans, and removes the plan's file in every case.
   *
   * @throws RunError with Terraform's own words when it fails
   */
  async plan(options: PlanOptions): Promise<Planned> {
    // Not in the stack's folder: `cdktf deploy` must not find a file that it did not make.
    const folder = mkdtempSync(join(tmpdir(), 'datadog-webhooks-review-'));
    const remove = () => rmSync(folder, { recursive: true, force: true });
    process.once('exit', remove);
    try {
      const file = join(folder, 'plan');
      // A plan has sensitive values in it. Terraform keeps the mode of a file that exists.
      writeFileSync(file, '', { mode: 0o600 });
      const log = await this.planTo(file, options);
      const show = await this.run(['show', '-json', '-no-color', file]);
      if (show.code !== 0) throw this.failed('show', show);
      return { ...log, plan: show.stdout };
    } finally {
      process.off('exit', remove);
      remove();
    }
  }

  /** Initialises only where Terraform asks for it: it can cost as much as the plan. */
  private async planTo(file: string, options: PlanOptions): Promise<PlanLog> {
    const args = planArguments(file, options);
    const plan = async () => {
      const ended = await this.run(args);
      const log = readPlanLog(ended.stdout);
      // A plan that the provider refused is saved nevertheless.
      const isPlan = ended.code === 0 || ended.code === 2 || (!log.hasFailed && statSync(file).size > 0);
      return { log, failed: isPlan ? undefined : { ...ended, stdout: log.errors || ended.stdout } };
    };
    const initialised = existsSync(resolve(this.stack.folder, process.env.TF_DATA_DIR || '.terraform'));
    let planned = initialised ? await plan() : undefined;
    if (!planned || (planned.failed && wants('init', planned.failed))) {
      await this.initialise();
      planned = await plan();
    }
    if (planned.failed) throw this.failed('plan', planned.failed);
    return planned.log;
  }

  private async initialise(): Promise<void> {
    const init = (...more: string[]) => this.run(['init', '-input=false', '-no-color', ...more]);
    let ended = await init();
    // As the cdktf CLI does where the code wants another version of a provider than the locked one.
    if (ended.code !== 0 && wants('init -upgrade', ended)) {
      const lockFile = join(this.stack.folder, '.terraform.lock.hcl');
      this.progress(`"${this.name} init -upgrade" changes ${lockFile}, as a deploy would.`, true);
      ended = await init('-upgrade');
    }
    if (ended.code !== 0) throw this.failed('init', ended);
  }

  private failed(command: string, { code, stdout, stderr }: Ended): RunError {
    const words = stderr.trim() === '' ? stdout : stderr;
    return terraformFailed(`${this.name} ${command}`, this.stack.name, code, words);
  }

  private run(args: readonly string[]): Promise<Ended> {
    const env: NodeJS.ProcessEnv = { ...process.env, [REVIEW_VARIABLE]: '1' };
    // With it, Terraform omits that it wants to be initialised.
    delete env.TF_IN_AUTOMATION;
    return this.programs.run(this.binary, args, { cwd: this.stack.folder, env });
  }
}

/** Every option that decides what is compared is given, so that TF_CLI_ARGS_plan cannot change it unseen. */
function planArguments(file: string, options: PlanOptions): string[] {
  return [
    'plan',
    '-json',
    '-input=false',
    '-no-color',
    '-detailed-exitcode',
    `-out=${file}`,
    `-refresh=${options.refresh}`,
    `-refresh-only=${options.refreshOnly}`,
    ...(options.parallelism === undefined ? [] : [`-parallelism=${options.parallelism}`]),
    ...options.vars.map((value) => `-var=${value}`),
    ...options.varFiles.map((path) => `-var-file=${resolve(path)}`),
  ];
}

/** Whether Terraform asks for one of its commands. Its messages can wrap the name anywhere, inside a box. */
function wants(command: string, { stdout, stderr }: Ended): boolean {
  return `${stdout}${stderr}`.replace(/[\s│╷╵]+/g, ' ').includes(` ${command}`);
}
