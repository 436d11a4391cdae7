import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmulator, type Emulator, type EmulatorFault } from '../../../lib/emulator';
import { LIST_PATH } from '../../../lib/wire/routes';
import { authMethod, PAYMENTS, SECRET_VARIABLE } from '../configuration';
import { expectAllMet } from '../faults';
import { Workspace } from '../terraform';
import type { Cell, Operation } from './faults';
import type { Held, Outcome } from './judge';

/** The run of one operation under one fault, and of the next deploy. */
export interface Run {
  readonly deploy: Outcome;
  readonly next: Outcome;
}

export const RULES: Readonly<Record<Operation, Pick<EmulatorFault, 'method' | 'route'>>> = {
  create: { method: 'POST' },
  read: { method: 'GET', route: 'method' },
  list: { method: 'GET', route: 'list' },
  update: { method: 'PATCH' },
  delete: { method: 'DELETE' },
};

/** Without a refresh where it is not what the run is about. */
const COMMANDS: Readonly<Record<Operation, string>> = {
  create: 'apply -auto-approve',
  read: 'plan',
  list: 'plan',
  update: 'apply -auto-approve -refresh=false',
  delete: 'apply -auto-approve -refresh=false',
};

const KEYS = { DD_API_KEY: 'api-key', DD_APP_KEY: 'app-key', TF_VAR_secret: 'first-secret' };

export const ORDERS = { ...PAYMENTS, name: 'orders' };
const ONE = authMethod();
const TWO = ONE + authMethod(ORDERS, { label: 'orders' });
const DECLARED: Readonly<Record<Operation, string>> = {
  create: ONE,
  read: ONE,
  list: TWO,
  update: authMethod({ ...PAYMENTS, scope: 'read' }),
  delete: '',
};

/**
 * What every run begins with: an initialised folder with what Datadog and the state hold after a deploy of
 * nothing, of one auth method and of two, as `<how many>.json` and `<how many>.tfstate`.
 */
export async function template(): Promise<Workspace> {
  const workspace = new Workspace(KEYS);
  workspace.write(settings(30));
  await workspace.succeed('init');
  const at = (file: string) => join(workspace.folder, file);
  for (const [name, declared] of [
    ['none', ''],
    ['one', ONE],
    ['two', TWO],
  ] as const) {
    const emulator = await startEmulator({ file: at(`${name}.json`) });
    workspace.write(settings(30) + declared);
    await workspace.succeed(`apply -auto-approve -state=${name}.tfstate`, environment(emulator.url));
    await emulator.close();
  }
  return workspace;
}

const BEGINNINGS: Readonly<Record<Operation, string>> = {
  create: 'none',
  read: 'one',
  list: 'two',
  update: 'one',
  delete: 'one',
};

export async function runCell(from: Workspace, cell: Cell): Promise<Run> {
  const run = await runOnce(from, cell);
  // On a busy machine the first of two reads may be made alone, before the other one arrives.
  const [first] = run.deploy.requests;
  const isAlone = cell.operation === 'list' && first !== undefined && first.path !== LIST_PATH;
  return isAlone ? runCell(from, cell) : run;
}

async function runOnce(from: Workspace, { row, operation }: Cell): Promise<Run> {
  const workspace = from.copy(KEYS);
  const at = (ending: string) => join(workspace.folder, `${BEGINNINGS[operation]}.${ending}`);
  const emulator = await startEmulator({ file: at('json') });
  try {
    copyFileSync(at('tfstate'), join(workspace.folder, 'terraform.tfstate'));
    workspace.write(settings(row.timeoutSeconds ?? 30) + DECLARED[operation]);
    if (row.rule) emulator.fault({ ...(row.rule.kind === 'refuse' ? {} : RULES[operation]), ...row.rule });
    const away = row.rule ? emulator.url : await closedAddress();
    const deploy = await outcome(emulator, workspace, COMMANDS[operation], away);
    expectAllMet(emulator);
    emulator.clearFaults();
    const ordinary = ['read', 'list'].includes(operation) ? 'plan' : 'apply -auto-approve';
    return { deploy, next: await outcome(emulator, workspace, ordinary, emulator.url) };
  } finally {
    workspace.remove();
    await emulator.close();
  }
}

async function outcome(
  emulator: Emulator,
  workspace: Workspace,
  command: string,
  url: string,
): Promise<Outcome> {
  const { code, flat, text } = await workspace.terraform(command, environment(url));
  const requests = emulator.requests;
  emulator.clearRequests();
  const datadog = emulator.methods().map(({ id, attributes }) => ({ id, ...attributes }));
  return { succeeded: code === 0, text, flat, requests, state: heldIn(workspace), datadog: held(datadog) };
}

function heldIn(workspace: Workspace): Held {
  const { resources } = JSON.parse(workspace.read('terraform.tfstate')) as {
    resources: { instances: { attributes: Record<string, string> }[] }[];
  };
  return held(resources.flatMap(({ instances }) => instances.map(({ attributes }) => attributes)));
}

export function held(methods: readonly Readonly<Record<string, string | null>>[]): Held {
  const lines = methods.map(({ id, name, scope }) => [String(name), `${scope} ${id}`] as const);
  return Object.fromEntries([...lines].sort(([a], [b]) => a.localeCompare(b)));
}

/** Where somebody listened a moment ago. */
export async function closedAddress(): Promise<string> {
  const emulator = await startEmulator();
  await emulator.close();
  return emulator.url;
}

function environment(url: string): NodeJS.ProcessEnv {
  return { TF_VAR_url: url };
}

/** Two repetitions are enough to see them, and keep the waits short. */
function settings(timeoutSeconds: number): string {
  return `${SECRET_VARIABLE}variable "url" {
  type = string
}
provider "datadogwebhooks" {
  api_url                 = var.url
  max_retries             = 2
  request_timeout_seconds = ${timeoutSeconds}
}
`;
}
