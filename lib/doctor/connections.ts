import { PROVIDER_NAME } from '../attributes';
import {
  readAddress,
  resolveForCommand,
  untrusted,
  type Connection,
  type GivenSettings,
} from '../client/connection';
import type { SettingProblem } from '../client/connection-errors';
import { fromCode, fromEnvironment } from '../client/environment';
import { readLogin } from '../client/login/read-login';
import { SETTINGS, type SettingName } from '../settings';
import { notChecked, ok, wrong, type Check, type Finding } from './finding';
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
  readonly given: GivenSettings;
  /** Those that doctor does not read, with the reference. */
  readonly unknown: Readonly<Record<string, string>>;
}

/** The different ways to Datadog. Without a synthesized stack, that is the environment alone. */
export function routesOf(
  stacks: readonly StackCode[],
  environment: NodeJS.ProcessEnv,
  timeoutMs: number,
): Route[] {
  const routes = new Map<string, Route>();
  const configured = stacks.flatMap(({ name, providers }) =>
    providers.map((provider) => {
      const { alias } = provider;
      return { subject: `${name}, ${typeof alias === 'string' ? alias : PROVIDER_NAME}`, provider };
    }),
  );
  for (const { subject, provider } of configured.length > 0 ? configured : [{ subject: '', provider: {} }]) {
    const settings = settingsIn(provider, environment);
    const key = JSON.stringify(settings);
    if (!routes.has(key)) routes.set(key, { subject, ...routeOf(settings, environment, timeoutMs) });
  }
  return [...routes.values()].map((route) => (routes.size > 1 ? route : { ...route, subject: undefined }));
}

function settingsIn(provider: Readonly<Record<string, unknown>>, environment: NodeJS.ProcessEnv): Settings {
  const values: Record<string, string> = {};
  const unknown: Record<string, string> = {};
  for (const { terraform: name, secret } of SETTINGS) {
    const { [name]: literal = null } = provider;
    if (literal === null) continue;
    const value = typeof literal === 'string' ? literal : JSON.stringify(literal);
    // An address made from a variable would send what the variable holds to a name server.
    const known = !/[$%]\{/.test(value) ? value : secret ? valueOf(value, environment) : undefined;
    if (known === undefined) unknown[name] = value;
    else values[name] = known;
  }
  return { given: values, unknown };
}

/** The value of a reference to a variable; undefined for everything that only Terraform can compute. */
function valueOf(reference: string, environment: NodeJS.ProcessEnv) {
  const name = /^\$\{var\.([\w-]+)\}$/.exec(reference)?.[1];
  return (name && environment[`TF_VAR_${name}`]) || undefined;
}

const CREDENTIALS = ['api_key', 'app_key', 'bearer_token'] as const;
const LOGIN = [...CREDENTIALS, 'cloud_provider_type', 'cloud_provider_region', 'org_uuid'] as const;
const ADDRESS = ['api_url', 'site'] as const;

function routeOf(settings: Settings, environment: NodeJS.ProcessEnv, timeoutMs: number) {
  const { given } = settings;
  const findings = (check: Check, names: readonly SettingName[], find: typeof keysFinding) => {
    const problems = [...invalid(check, names, given), ...unread(check, names, settings)];
    return problems.length > 0 ? problems : [find(given, environment)];
  };
  const keys = findings('keys', LOGIN, keysFinding);
  const address = findings('address', ADDRESS, addressFinding);
  const { connection, secrets } = resolveForCommand(given, environment);
  const isUsable = [...keys, ...address].every(({ status }) => status === 'ok') && connection !== undefined;
  return {
    findings: [...keys, ...address],
    // Only `timeoutMs` decides how long a check takes.
    ...(isUsable ? { connection: { ...connection, timeoutMs, maxRetries: 0 } } : {}),
    secrets,
  };
}

/** What a deploy refuses. */
function invalid(check: Check, names: readonly SettingName[], given: GivenSettings): Finding[] {
  const problems = names.map((name) => fromCode(name, given)?.problem);
  return problems.flatMap((problem) => (problem ? [wrong(check, ...wordsOf(problem))] : []));
}

/** The text is not shown: beside a reference, it may have a part of a secret. */
function unread(check: Check, names: readonly SettingName[], { unknown }: Settings): Finding[] {
  const references = names.filter((name) => name in unknown);
  if (references.length === 0) return [];
  return [notChecked(check, `A reference in the code is not read here: ${references.join(', ')}.`)];
}

function keysFinding(given: GivenSettings, environment: NodeJS.ProcessEnv): Finding {
  const login = readLogin(given, environment);
  if ('problem' in login) return wrong('keys', ...wordsOf(login.problem));
  if (login.login.kind === 'aws') return ok('keys', 'none: an identity at AWS logs in');
  const source = (name: (typeof CREDENTIALS)[number]) =>
    given[name] === undefined ? fromEnvironment(name, environment)?.from : `${name} in the code`;
  const [api, app, bearer] = CREDENTIALS.map(source);
  return ok('keys', login.login.kind === 'keys' ? `${api} and ${app} set` : `${bearer} set`);
}

function addressFinding(given: GivenSettings, environment: NodeJS.ProcessEnv): Finding {
  const address = readAddress(given, environment);
  if (address.problem) return wrong('address', ...wordsOf(address.problem));
  const stranger = untrusted(address, environment);
  return stranger
    ? notChecked('address', ...wordsOf(stranger))
    : ok('address', `${address.baseUrl}, from ${address.from ?? 'the default'}`);
}

function wordsOf({ summary, why, advice }: SettingProblem): [found: string, advice: string] {
  return [`${summary}. ${why}`, advice];
}
