import {
  DEFAULT_MAX_RETRIES,
  DEFAULT_TIMEOUT_SECONDS,
  readSite,
  SETTINGS,
  SITES,
  type SettingName,
} from '../settings';
import {
  bothCredentials,
  CREDENTIALS_MISSING,
  halfOfTheKeys,
  siteRead,
  wrongEnvironment,
  type Explanation,
} from './errors';

/** Settings as they were given; what was left out is absent. */
export type GivenSettings = { readonly [Name in SettingName]?: string | number };

/** All that is needed to call Datadog. */
export interface Connection {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** The headers that log in. */
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** How many times a call may be repeated. */
  readonly maxRetries: number;
}

export interface Resolution {
  /** Absent when there are problems. */
  readonly connection?: Connection;
  readonly problems: readonly Explanation[];
  /** What a person should hear though nothing is wrong. */
  readonly notes: readonly Explanation[];
  /** The credentials in use: what must never be shown. */
  readonly secrets: readonly string[];
}

/**
 * Makes a connection from the settings in the configuration and, for what they leave out, the environment.
 * A setting in the configuration goes before every environment variable: a `site` given there also before DD_HOST.
 */
export function resolveConnection(given: GivenSettings, environment: NodeJS.ProcessEnv): Resolution {
  const problems: Explanation[] = [];
  const notes: Explanation[] = [];
  const login = readLogin(given, environment);
  if ('problem' in login) problems.push(login.problem);
  const address = readAddress(given, environment);
  if (address.problem) problems.push(address.problem);
  if (address.note) notes.push(address.note);
  const headers = 'headers' in login ? login.headers : undefined;
  const connection =
    problems.length === 0 && headers && address.baseUrl !== undefined
      ? {
          baseUrl: address.baseUrl.replace(/\/+$/, ''),
          headers,
          timeoutMs: Number(given.request_timeout_seconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
          maxRetries: Number(given.max_retries ?? DEFAULT_MAX_RETRIES),
        }
      : undefined;
  return {
    ...(connection ? { connection } : {}),
    problems,
    notes,
    secrets: 'secrets' in login ? login.secrets : [],
  };
}

type Login = { headers: Record<string, string>; secrets: string[] } | { problem: Explanation };

/** Keys or token from the configuration; where it has none of them, from the environment, keys first. */
function readLogin(given: GivenSettings, environment: NodeJS.ProcessEnv): Login {
  const inCode = { api: given.api_key, app: given.app_key, bearer: given.bearer_token };
  if (inCode.bearer !== undefined && (inCode.api !== undefined || inCode.app !== undefined))
    return { problem: bothCredentials() };
  if (inCode.bearer !== undefined) return bearer(String(inCode.bearer));
  const api = inCode.api ?? fromEnvironment('api_key', environment)?.value;
  const app = inCode.app ?? fromEnvironment('app_key', environment)?.value;
  if (api !== undefined && app !== undefined) return keys(String(api), String(app));
  const token =
    inCode.api === undefined && inCode.app === undefined && fromEnvironment('bearer_token', environment);
  if (token) return bearer(token.value);
  if (api !== undefined) return { problem: halfOfTheKeys('app_key', 'DD_APP_KEY') };
  if (app !== undefined) return { problem: halfOfTheKeys('api_key', 'DD_API_KEY') };
  return { problem: CREDENTIALS_MISSING };
}

// A key read from a file often ends in a newline, which no header may hold.
function keys(apiKey: string, appKey: string): Login {
  const [api, app] = [apiKey.trim(), appKey.trim()];
  return { headers: { 'DD-API-KEY': api, 'DD-APPLICATION-KEY': app }, secrets: [api, app] };
}

function bearer(accessToken: string): Login {
  const token = accessToken.trim();
  return { headers: { Authorization: `Bearer ${token}` }, secrets: [token] };
}

interface Address {
  readonly baseUrl?: string;
  readonly problem?: Explanation;
  readonly note?: Explanation;
}

function readAddress(given: GivenSettings, environment: NodeJS.ProcessEnv): Address {
  if (given.api_url !== undefined) return { baseUrl: String(given.api_url) };
  if (given.site !== undefined) return addressOfSite(String(given.site));
  const host = fromEnvironment('api_url', environment);
  if (host) return host.problem ? { problem: host.problem } : { baseUrl: host.value };
  const site = fromEnvironment('site', environment);
  if (site) return site.problem ? { problem: site.problem } : addressOfSite(site.value);
  return addressOfSite(SITES[0]);
}

function addressOfSite(given: string): Address {
  const site = readSite(given) ?? SITES[0];
  return { baseUrl: `https://api.${site}`, ...(site === given ? {} : { note: siteRead(given, site) }) };
}

/** The first of a setting's environment variables that is set; an empty one counts as unset. */
function fromEnvironment(
  name: SettingName,
  environment: NodeJS.ProcessEnv,
): { value: string; problem?: Explanation } | undefined {
  const row = SETTINGS.find((candidate) => candidate.terraform === name);
  const variable = row?.environment.find((candidate) => environment[candidate]);
  if (row === undefined || variable === undefined) return undefined;
  const value = environment[variable] as string;
  const problem = row.check?.(value as never);
  return { value, ...(problem === undefined ? {} : { problem: wrongEnvironment(variable, problem) }) };
}
