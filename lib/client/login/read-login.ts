import {
  CREDENTIALS_MISSING,
  keyMissing,
  ORGANISATION_MISSING,
  type SettingProblem,
} from '../connection-errors';
import { fromCode, fromEnvironment, type GivenSettings } from '../environment';
import type { ProofTarget } from './aws';

/** How calls log in. */
export type LoginSettings =
  | { readonly kind: 'keys' | 'token'; readonly headers: Readonly<Record<string, string>> }
  /** With the identity that the workload has at AWS. */
  | { readonly kind: 'aws'; readonly target: ProofTarget };

/** A login, or why there is none. */
export type LoginResolution = { readonly login: LoginSettings } | { readonly problem: SettingProblem };

/**
 * How the configuration logs in, or the environment if the configuration has no login. Of several logins in
 * one place the identity at a cloud comes first, then the token, then the keys, as in Datadog's own provider.
 */
export function readLogin(given: GivenSettings, environment: NodeJS.ProcessEnv): LoginResolution {
  const inEnvironment = (name: keyof GivenSettings) => fromEnvironment(name, environment);
  const keysInCode = given.api_key ?? given.app_key;
  if (given.cloud_provider_type !== undefined) return aws(given, environment);
  if (given.bearer_token !== undefined) return token(String(given.bearer_token));
  if (keysInCode === undefined) {
    const cloud = inEnvironment('cloud_provider_type');
    if (cloud?.problem) return { problem: cloud.problem };
    if (cloud) return aws(given, environment);
    const bearer = inEnvironment('bearer_token');
    if (bearer) return token(bearer.value);
  }
  const [api, app] = (['api_key', 'app_key'] as const).map(
    (name) => given[name] ?? inEnvironment(name)?.value,
  );
  if (api !== undefined && app !== undefined) return keys(String(api), String(app));
  if (api !== undefined) return { problem: keyMissing('app_key', 'DD_APP_KEY') };
  if (app !== undefined) return { problem: keyMissing('api_key', 'DD_API_KEY') };
  return { problem: CREDENTIALS_MISSING };
}

// A key that was read from a file often ends in a newline, which a header must not contain.
function keys(apiKey: string, appKey: string): LoginResolution {
  const headers = { 'DD-API-KEY': apiKey.trim(), 'DD-APPLICATION-KEY': appKey.trim() };
  return { login: { kind: 'keys', headers } };
}

function token(accessToken: string): LoginResolution {
  return { login: { kind: 'token', headers: { Authorization: `Bearer ${accessToken.trim()}` } } };
}

function aws(given: GivenSettings, environment: NodeJS.ProcessEnv): LoginResolution {
  const organisation = fromCode('org_uuid', given) ?? fromEnvironment('org_uuid', environment);
  if (!organisation) return { problem: ORGANISATION_MISSING };
  if (organisation.problem) return { problem: organisation.problem };
  const { cloud_provider_region: region } = given;
  const target = { orgUuid: organisation.value, ...(region === undefined ? {} : { region: String(region) }) };
  return { login: { kind: 'aws', target } };
}
