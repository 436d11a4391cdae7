import { quoted } from '../text/quoted';
import type { Explanation } from './errors';
import { ALLOW_HTTP } from './hosts';

/** What is wrong with the credentials and the address of Datadog. `detail` consists of `why` and `advice`. */
export interface SettingProblem extends Explanation {
  readonly why: string;
  readonly advice: string;
}

function problem(summary: string, why: string, advice: string, attribute?: string): SettingProblem {
  const about = attribute === undefined ? {} : { attribute };
  return { summary, why, advice, detail: `${why}\n\n${advice}`, ...about };
}

export const CREDENTIALS_MISSING = problem(
  'No credentials for Datadog',
  'No keys, no bearer token and no identity at a cloud were found, and Datadog answers no call without them.',
  'Set the environment variables DD_API_KEY and DD_APP_KEY, or DD_BEARER_TOKEN, ' +
    'or DD_CLOUD_PROVIDER_TYPE and DD_ORG_UUID.',
);

/** Only one key of the pair was found. */
export function keyMissing(setting: string, variable: string): SettingProblem {
  return problem(
    `Datadog's ${setting} is missing`,
    'Datadog requires an API key and an application key, and only one of them was found.',
    `Set the environment variable ${variable}.`,
    setting,
  );
}

/** A proof of an identity at a cloud is for one organisation. */
export const ORGANISATION_MISSING = problem(
  'The organisation for the login with AWS is missing',
  'cloud_provider_type is set, but Datadog needs to know for which organisation the identity is.',
  'Set org_uuid (in TypeScript: orgUuid) or the environment variable DD_ORG_UUID to its UUID.',
  'org_uuid',
);

/**
 * @param from the setting's name in the configuration, or the variable
 * @param wrong the end of a sentence that begins with it
 */
export function invalidSetting(setting: string, from: string, wrong: string): SettingProblem {
  const why = `${from} ${wrong}.`;
  return from === setting
    ? problem(`${from} is not valid`, why, 'Correct it in the code.', from)
    : problem(`The environment variable ${from} is not valid`, why, 'Correct it, or unset it.');
}

/** @param from the setting or the variable that names the address */
export function clearText(url: string, from: string): SettingProblem {
  return problem(
    `${from} is an http address of another machine`,
    `Calls to ${quoted(url)} would send the keys and client secrets in clear text over the network.`,
    `Use https. If nobody can read this network, set ${ALLOW_HTTP}=1.`,
    from === 'api_url' ? from : undefined,
  );
}

/** A file names an address that neither Datadog nor the environment names. */
export function untrustedAddress(url: string): SettingProblem {
  return problem(
    `No keys are sent to ${quoted(url)}`,
    "It is no address of Datadog, of this machine or of the environment's DD_HOST, " +
      'so a stranger may have put it into the file that names it.',
    'If you trust it, set DD_HOST to it.',
    'api_url',
  );
}
