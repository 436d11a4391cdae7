import { SETTINGS } from '../settings';
import { isRecord, parseJson } from '../text/json';
import { brokenContext, noApp, synthesisFailed } from './errors';
import type { Programs } from './programs';
import type { ProjectFile } from './project';

/** The memory that the cdktf CLI gives Node for synthesis, in MB. */
const MEMORY = '--max-old-space-size=4096';

/**
 * Synthesizes as the cdktf CLI does: the app's command through a shell, with the output folder and the
 * project's context in its environment.
 */
export async function synthesize(cwd: string, project: ProjectFile, programs: Programs): Promise<void> {
  const { app, output } = project;
  if (!app) throw noApp(cwd);
  const env = { ...environment(), CDKTF_OUTDIR: output, CDKTF_CONTEXT_JSON: context(project) };
  const { code, stdout, stderr } = await programs.run(app, [], { cwd, env, shell: true });
  if (code !== 0) throw synthesisFailed(app, code, stdout + stderr);
}

const KEYS = SETTINGS.flatMap(({ secret, environment }) => (secret ? environment : []));

/** The code declares Terraform's variables. It needs neither their values nor Datadog's keys. */
function environment(): NodeJS.ProcessEnv {
  const isNeeded = (name: string) => !/^(TF_VAR_|DD_AUDIT_)/.test(name) && !KEYS.includes(name);
  const rest = Object.entries(process.env).filter(([name]) => isNeeded(name));
  return { NODE_OPTIONS: MEMORY, ...Object.fromEntries(rest) };
}

function context({ context, terraformModules = [] }: ProjectFile): string {
  const values = context ?? contextInEnvironment();
  const cdktfRelativeModules = terraformModules.filter((module) =>
    /^\.\.?\//.test(typeof module === 'string' ? module : module.source),
  );
  return JSON.stringify({ ...values, cdktfRelativeModules });
}

function contextInEnvironment(): object {
  const values = parseJson(process.env.CDKTF_CONTEXT_JSON || '{}');
  if (!isRecord(values)) throw brokenContext();
  return values;
}
