import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator } from '../../lib/emulator';
import { authMethod, SECRET_VARIABLE } from '../helpers/configuration';
import { expectAllMet } from '../helpers/faults';
import { Workspace } from '../helpers/terraform';
import { beginFault, OPERATIONS, type Cell } from './faults';
import { LONG, MAX_RETRIES, outcomeOf, type Run } from './run';

const KEYS = { DD_API_KEY: 'api-key', DD_APP_KEY: 'app-key', TF_VAR_secret: 'first-secret' };

const PROVIDER = `${SECRET_VARIABLE}variable "url" {
  type = string
}
variable "timeout" {
  type = number
}
provider "datadogwebhooks" {
  api_url                 = var.url
  max_retries             = ${MAX_RETRIES}
  request_timeout_seconds = var.timeout
}
`;

type Declared = (typeof OPERATIONS)['create']['declared'];

function declare(workspace: Workspace, methods: Declared): void {
  workspace.write(PROVIDER + methods.map((method) => authMethod(method, { label: method.name })).join(''));
}

const variables = (url: string, timeoutSeconds: number) => ({
  TF_VAR_url: url,
  TF_VAR_timeout: String(timeoutSeconds),
});

/**
 * What every run begins with: an initialised folder with what Datadog and the state hold after a deploy of
 * nothing, of one auth method and of two, as `<how many>.json` and `<how many>.tfstate`.
 */
export async function template(): Promise<Workspace> {
  const workspace = new Workspace(KEYS);
  declare(workspace, []);
  await workspace.succeed('init');
  for (const methods of [[], OPERATIONS.update.before, OPERATIONS.list.before]) {
    const { length } = methods;
    await using emulator = await startEmulator({ file: join(workspace.folder, `${length}.json`) });
    declare(workspace, methods);
    await workspace.succeed(`apply -auto-approve -state=${length}.tfstate`, variables(emulator.url, LONG));
  }
  return workspace;
}

export async function runThroughTerraform(from: Workspace, cell: Cell, timeoutSeconds: number): Promise<Run> {
  const { before, declared, isPlan } = OPERATIONS[cell.operation];
  const workspace = from.copy(KEYS);
  const at = (ending: string) => join(workspace.folder, `${before.length}.${ending}`);
  await using emulator = await startEmulator({ file: at('json') });
  const outcome = async (command: string, environment: NodeJS.ProcessEnv) => {
    const { code, text } = await workspace.terraform(isPlan ? 'plan' : command, environment);
    return outcomeOf(emulator, { succeeded: code === 0, text, state: workspace.attributes() });
  };
  try {
    copyFileSync(at('tfstate'), join(workspace.folder, 'terraform.tfstate'));
    declare(workspace, declared);
    const url = await beginFault(emulator, cell);
    // A refresh is not what the run is about.
    const deploy = await outcome('apply -auto-approve -refresh=false', variables(url, timeoutSeconds));
    expectAllMet(emulator);
    emulator.clearFaults();
    return { deploy, next: await outcome('apply -auto-approve', variables(emulator.url, LONG)) };
  } finally {
    workspace.remove();
  }
}
