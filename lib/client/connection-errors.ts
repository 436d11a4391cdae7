import { quoted } from '../text/quoted';
import { SITES } from '../settings';
import type { Explanation } from './errors';

/** What is wrong with the credentials and the address of Datadog. */

export const CREDENTIALS_MISSING: Explanation = {
  summary: 'No credentials for Datadog',
  detail:
    'No keys, no bearer token and no identity of a cloud were found, and Datadog answers no call without.\n\n' +
    'Set the environment variables DD_API_KEY and DD_APP_KEY, or DD_BEARER_TOKEN, ' +
    'or DD_CLOUD_PROVIDER_TYPE and DD_ORG_UUID.',
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

/** A proof of an identity at a cloud is for one organisation. */
export function organisationMissing(): Explanation {
  return {
    summary: 'The organisation for the login with AWS is missing',
    detail:
      'cloud_provider_type is set, but Datadog needs to know for which organisation the identity is.\n\n' +
      'Set org_uuid (in TypeScript: orgUuid) or the environment variable DD_ORG_UUID ' +
      'to the UUID of the organisation.',
    attribute: 'org_uuid',
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
