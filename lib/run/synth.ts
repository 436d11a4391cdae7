import { runChild } from './child';
import { noApp, synthesisFailed } from './errors';
import type { Interruption } from './interruption';
import type { ProjectFile } from './project';

/** The memory that the cdktf CLI gives Node for synthesis, in MB. */
const MEMORY = '--max-old-space-size=4096';

/**
 * Synthesizes as the cdktf CLI does: the app's command through a shell, with the output folder and the
 * project's context in its environment.
 *
 * @param app instead of the one of cdktf.json
 */
export async function synthesize(
  folder: string,
  project: ProjectFile,
  { app = project.app, output }: { app?: string; output: string },
  interruption: Interruption,
): Promise<void> {
  if (!app) throw noApp(folder);
  const { code, stdout, stderr } = await runChild(app, [], {
    cwd: folder,
    env: { ...environment(), CDKTF_OUTDIR: output, CDKTF_CONTEXT_JSON: context(project) },
    interruption,
    shell: true,
  });
  if (code !== 0) throw synthesisFailed(app, code, stdout + stderr);
}

function environment(): NodeJS.ProcessEnv {
  // The code declares Terraform's variables. It must not depend on their values.
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('TF_VAR_'));
  return { NODE_OPTIONS: MEMORY, ...Object.fromEntries(kept) };
}

function context({ context, terraformModules = [] }: ProjectFile): string {
  const given = context ?? (JSON.parse(process.env.CDKTF_CONTEXT_JSON ?? '{}') as object);
  const cdktfRelativeModules = terraformModules.filter((module) =>
    /^\.\.?\//.test(typeof module === 'string' ? module : module.source),
  );
  return JSON.stringify({ ...given, cdktfRelativeModules });
}
