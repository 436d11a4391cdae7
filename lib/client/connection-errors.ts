import { quoted } from '../text/quoted';
import { SITES } from '../settings';
import type { Explanation } from './errors';
import { ALLOW_HTTP } from './hosts';

/** What is wrong with the credentials and the address of Datadog. */

export const CREDENTIALS_MISSING: Explanation = {
  summary: 'No credentials for Datadog',
  detail:
    'Neither a pair of keys nor a bearer token was found, and Datadog answers no call without them.\n\n' +
    'Set the environment variables DD_API_KEY and DD_APP_KEY, or DD_BEARER_TOKEN.',
};

/** Only one key of the pair was found. */
export function keyMissing(setting: string, variable: string): Explanation {
  return {
    summary: `Datadog's ${setting} is missing`,
    detail:
      'Datadog requires an API key and an application key, and only one of them was found.\n\n' +
      `Set the environment variable ${variable}.`,
    attribute: setting,
  };
}

export function twoCredentials(): Explanation {
  return {
    summary: 'Both a bearer token and keys are configured',
    detail:
      'Datadog accepts only one kind of credentials in a call.\n\n' +
      'Remove bearer_token, or remove api_key and app_key.',
    attribute: 'bearer_token',
  };
}

/** @param problem the end of a sentence that begins with the variable's name */
export function invalidVariable(variable: string, problem: string): Explanation {
  return {
    summary: `The environment variable ${variable} is not valid`,
    detail: `${variable} ${problem}.\n\nCorrect it, or unset it.`,
  };
}

/** The site was given in another form than its name. */
export function siteNormalized(given: string, site: string): Explanation {
  return {
    summary: `The site ${quoted(given)} is used as ${quoted(site)}`,
    detail: `Datadog's sites are ${SITES.join(', ')}.\n\nWrite "${site}" to remove this warning.`,
  };
}

/** @param from the setting or the variable that names the address */
export function clearText(url: string, from: string): Explanation {
  return {
    summary: `${from} is an http address of another machine`,
    detail:
      `Calls to ${quoted(url)} would send the keys and client secrets in clear text over the network.\n\n` +
      `Use https. If nobody can read this network, set ${ALLOW_HTTP}=1.`,
    ...(from === 'api_url' ? { attribute: from } : {}),
  };
}

/** A file names an address that neither Datadog nor the environment names. */
export function untrustedAddress(url: string): Explanation {
  return {
    summary: `No keys are sent to ${quoted(url)}`,
    detail:
      "It is no address of Datadog, of this machine or of the environment's DD_HOST, " +
      'so a stranger may have put it into the file that names it.\n\n' +
      'If you trust it, set DD_HOST to it.',
    attribute: 'api_url',
  };
}
