import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { cleanEnvironment, ROOT, run } from '../helpers/terraform';

interface Step {
  readonly name?: string;
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
}

/**
 * Runs a step of the release's workflow as GitHub does. Of its own environment it gets what GitHub would not
 * fill in.
 *
 * @param workspace the folder in which the job runs
 */
export function runWorkflowStep(workspace: string, job: string, name: string, env: NodeJS.ProcessEnv) {
  const workflow = parse(readFileSync(join(ROOT, '.github/workflows/release.yml'), 'utf8'));
  const steps = workflow.jobs[job].steps as Step[];
  const step = steps.find((one) => one.name === name)!;
  const literal = Object.entries(step.env ?? {}).filter(([, value]) => !value.includes('${{'));
  return run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
    cwd: join(workspace, step['working-directory'] ?? '.'),
    env: cleanEnvironment({ ...Object.fromEntries(literal), ...env }),
  });
}
