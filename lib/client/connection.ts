import { DEFAULT_MAX_RETRIES, DEFAULT_TIMEOUT_SECONDS, readSite, SITES } from '../settings';
import { clearText, untrustedAddress, type SettingProblem } from './connection-errors';
import { fromCode, fromEnvironment, secretsIn, type GivenSettings } from './environment';
import { isClearText, mayGetKeys } from './hosts';
import { readLogin, type LoginSettings } from './login/read-login';

export type { GivenSettings };

/** Everything that a call to Datadog needs. */
export interface Connection {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** Datadog's site, such as `datadoghq.eu`. Absent if the address is not made from one. */
  readonly site?: string;
  /** Where calls go and which setting decided it, as a sentence for messages about a call that failed. */
  readonly address: string;
  readonly login: LoginSettings;
  readonly timeoutMs: number;
  /** How many times a call is retried at most. */
  readonly maxRetries: number;
}

export interface Resolution {
  /** Absent if there are problems. */
  readonly connection?: Connection;
  readonly problems: readonly SettingProblem[];
  /** All credentials, which must never be shown. */
  readonly secrets: readonly string[];
}

/**
 * Makes a connection from the settings in the configuration. Settings that it omits come from the
 * environment. A setting in the configuration wins over every environment variable: `site` wins over DD_HOST
 * too.
 */
export function resolveConnection(given: GivenSettings, environment: NodeJS.ProcessEnv): Resolution {
  const login = readLogin(given, environment);
  const address = readAddress(given, environment);
  const problems = [login, address].flatMap((one) => ('problem' in one ? (one.problem ?? []) : []));
  const secrets = secretsIn(given, environment);
  const { baseUrl, site, from } = address;
  if (!('login' in login) || baseUrl === undefined) return { problems, secrets };
  const connection = {
    baseUrl,
    address:
      from === undefined
        ? `The address ${baseUrl} is the default; set DD_SITE for another site.`
        : `The address ${baseUrl} comes from ${from}.`,
    ...(site === undefined ? {} : { site }),
    login: login.login,
    timeoutMs: Number(given.request_timeout_seconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
    maxRetries: Number(given.max_retries ?? DEFAULT_MAX_RETRIES),
  };
  return { connection, problems, secrets };
}

/**
 * A connection for a command, whose settings may come from a file of the project or from a plan. The provider
 * needs no such check: Terraform sends its configuration's values only where the configuration says.
 */
export function resolveForCommand(given: GivenSettings, environment: NodeJS.ProcessEnv): Resolution {
  const resolution = resolveConnection(given, environment);
  const problem = untrusted(readAddress(given, environment), environment);
  return problem ? { problems: [problem], secrets: resolution.secrets } : resolution;
}

/** Why a command sends no keys to an address. */
export function untrusted({ baseUrl }: Address, environment: NodeJS.ProcessEnv): SettingProblem | undefined {
  if (baseUrl === undefined || mayGetKeys(baseUrl, readAddress({}, environment).baseUrl)) return undefined;
  return untrustedAddress(baseUrl);
}

export interface Address {
  readonly baseUrl?: string;
  readonly site?: string;
  /** The setting or variable that it comes from. */
  readonly from?: string;
  readonly problem?: SettingProblem;
}

export function readAddress(given: GivenSettings, environment: NodeJS.ProcessEnv): Address {
  const setting =
    fromCode('api_url', given) ??
    fromCode('site', given) ??
    fromEnvironment('api_url', environment) ??
    fromEnvironment('site', environment);
  if (!setting) return { baseUrl: `https://api.${SITES[0]}`, site: SITES[0] };
  const { name, value, from, problem } = setting;
  if (problem) return { problem };
  // The check of the setting has found a site in it.
  const site = name === 'site' ? (readSite(value) as string) : undefined;
  if (site !== undefined) return { baseUrl: `https://api.${site}`, site, from };
  const baseUrl = value.replace(/\/+$/, '');
  return isClearText(baseUrl, environment) ? { problem: clearText(value, from) } : { baseUrl, from };
}
