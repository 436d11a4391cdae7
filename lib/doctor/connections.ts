import { PROVIDER_NAME } from '../attributes';
import {
  fromEnvironment,
  readAddress,
  readLogin,
  resolveConnection,
  type Connection,
  type GivenSettings,
} from '../client/connection';
import type { Explanation } from '../client/errors';
import { SETTINGS } from '../settings';
import { isRecord } from '../text/json';
import { notChecked, ok, wrong, type Finding } from './finding';
import type { StackCode } from './project';

/** How the stacks reach Datadog, where all use the same settings. */
export interface Route {
  /** The stack and the alias. Absent if all stacks reach Datadog in the same way. */
  readonly subject?: string;
  /** About keys and address. */
  readonly findings: readonly Finding[];
  /** Absent if something is wrong or not known. */
  readonly connection?: Connection;
  /** What must never be shown. */
  readonly secrets: readonly string[];
}

/** The settings in the code, as far as they are known before Terraform runs. */
interface Settings {
  readonly subject: string;
  readonly given: GivenSettings;
  /** The names of those that only Terraform can compute, with the reference. */
  readonly unknown: Readonly<Record<string, string>>;
}

/** The different ways to Datadog. Without a synthesized stack, that is the environment alone. */
export function routesOf(
  stacks: readonly StackCode[],
  environment: NodeJS.ProcessEnv,
  timeoutMs: number,
): Route[] {
  const all = stacks.flatMap((stack) =>
    stack.providers.map((provider) => settingsIn(stack, provider, environment)),
  );
  const different = new Map(
    [...all].reverse().map((one) => [JSON.stringify([one.given, one.unknown]), one] as const),
  );
  const distinct = all.filter((one) => [...different.values()].includes(one));
  if (distinct.length === 0) distinct.push({ subject: '', given: {}, unknown: {} });
  return distinct.map((one) => ({
    ...(distinct.length > 1 ? { subject: one.subject } : {}),
    ...routeOf(one, environment, timeoutMs),
  }));
}

function settingsIn(
  stack: StackCode,
  provider: Readonly<Record<string, unknown>>,
  environment: NodeJS.ProcessEnv,
): Settings {
  const alias = typeof provider.alias === 'string' ? provider.alias : PROVIDER_NAME;
  const given: Record<string, string | number> = {};
  const unknown: Record<string, string> = {};
  for (const { terraform: name } of SETTINGS) {
    const value = provider[name];
    if (typeof value === 'number') given[name] = value;
    if (typeof value !== 'string') continue;
    const known = value.includes('${') ? valueOf(value, stack, environment) : value;
    if (known === undefined) unknown[name] = value;
    else given[name] = known;
  }
  return { subject: `${stack.name}, ${alias}`, given, unknown };
}

/** The value of a reference to a variable; undefined for everything that only Terraform can compute. */
function valueOf(reference: string, { variables }: StackCode, environment: NodeJS.ProcessEnv) {
  const name = /^\$\{var\.([\w-]+)\}$/.exec(reference)?.[1];
  if (name === undefined) return undefined;
  const variable = variables[name];
  const fallback = isRecord(variable) && typeof variable.default === 'string' ? variable.default : undefined;
  return environment[`TF_VAR_${name}`] || fallback;
}

const CREDENTIALS = ['api_key', 'app_key', 'bearer_token'] as const;

function routeOf({ given, unknown }: Settings, environment: NodeJS.ProcessEnv, timeoutMs: number) {
  const login = readLogin(given, environment);
  const address = readAddress(given, environment);
  const unknownKeys = CREDENTIALS.filter((name) => name in unknown);
  const unknownAddress = ['api_url', 'site'].filter((name) => name in unknown);
  const keys =
    unknownKeys.length > 0
      ? onlyTerraformKnows('keys', unknownKeys, unknown)
      : 'problem' in login
        ? explained('keys', login.problem)
        : ok('keys', sourceOfKeys(given, environment));
  const where =
    unknownAddress.length > 0
      ? onlyTerraformKnows('address', unknownAddress, unknown)
      : address.problem
        ? explained('address', address.problem)
        : ok('address', `${address.baseUrl}, from ${address.from ?? 'the default'}`);
  const { connection, secrets } = resolveConnection(given, environment);
  const isUsable = keys.status === 'ok' && where.status === 'ok' && connection !== undefined;
  return {
    findings: [keys, where],
    // Only `timeoutMs` decides how long a check takes.
    ...(isUsable ? { connection: { ...connection, timeoutMs, maxRetries: 0 } } : {}),
    secrets,
  };
}

function onlyTerraformKnows(
  check: 'keys' | 'address',
  names: readonly string[],
  unknown: Settings['unknown'],
): Finding {
  const references = names.map((name) => `${name} is ${unknown[name]}`);
  return notChecked(check, `In the code, ${references.join(' and ')}, which has no value here.`);
}

/** An explanation's paragraphs are why it cannot continue and what to do. */
function explained(check: 'keys' | 'address', { summary, detail }: Explanation): Finding {
  const [why, advice = ''] = detail.split('\n\n');
  return wrong(check, `${summary}. ${why}`, advice);
}

function sourceOfKeys(given: GivenSettings, environment: NodeJS.ProcessEnv): string {
  const source = (name: (typeof CREDENTIALS)[number]) =>
    given[name] === undefined ? fromEnvironment(name, environment)?.variable : `${name} in the code`;
  const [api, app, bearer] = CREDENTIALS.map(source);
  return given.bearer_token === undefined && api && app ? `${api} and ${app} set` : `${bearer} set`;
}
