import type { Workspace } from './terraform';

/** The file that {@link planJson} leaves in the workspace, for `apply`. */
export const PLAN_FILE = 'saved.tfplan';

/** Plans, and answers the plan's JSON as a pipeline gets it. */
export async function planJson(
  workspace: Workspace,
  args = '',
  env: NodeJS.ProcessEnv = {},
): Promise<string> {
  await workspace.succeed(`plan -input=false -out=${PLAN_FILE}${args === '' ? '' : ` ${args}`}`, env);
  return (await workspace.succeed(`show -json ${PLAN_FILE}`)).stdout;
}
