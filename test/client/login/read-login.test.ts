import type { GivenSettings } from '../../../lib/client/environment';
import { readLogin } from '../../../lib/client/login/read-login';

const KEYS = { DD_API_KEY: 'api-key', DD_APP_KEY: 'app-key' };
const ORGANISATION = '6f0a5f6e-2f4b-4a53-9a64-7b1f5a3a1c11';
const AWS = { DD_CLOUD_PROVIDER_TYPE: 'aws', DD_ORG_UUID: ORGANISATION };

const BY_KEYS = {
  login: { kind: 'keys', headers: { 'DD-API-KEY': 'api-key', 'DD-APPLICATION-KEY': 'app-key' } },
};
const BY_TOKEN = {
  login: { kind: 'token', headers: { Authorization: 'Bearer token' } },
};
const BY_AWS = { login: { kind: 'aws', target: { orgUuid: ORGANISATION } } };
const IN_REGION = { login: { kind: 'aws', target: { orgUuid: ORGANISATION, region: 'eu-central-1' } } };
const IN_CODE = { cloud_provider_type: 'aws' };
const KEYS_IN_CODE = { api_key: 'api-key', app_key: 'app-key' };

test.each<[string, GivenSettings, NodeJS.ProcessEnv, object]>([
  ['DD_ keys', {}, KEYS, BY_KEYS],
  ['DATADOG_ keys', {}, { DATADOG_API_KEY: 'api-key', DATADOG_APP_KEY: 'app-key' }, BY_KEYS],
  ['one key in the code, one outside', { api_key: 'api-key' }, { DD_APP_KEY: 'app-key' }, BY_KEYS],
  ['keys that end in a newline', {}, { DD_API_KEY: 'api-key\n', DD_APP_KEY: 'app-key\n' }, BY_KEYS],
  ['DD_BEARER_TOKEN', {}, { DD_BEARER_TOKEN: 'token' }, BY_TOKEN],
  ['DATADOG_BEARER_TOKEN', {}, { DATADOG_BEARER_TOKEN: 'token\n' }, BY_TOKEN],
  ['AWS outside', {}, AWS, BY_AWS],
  ['AWS in the code', { ...IN_CODE, org_uuid: ORGANISATION }, {}, BY_AWS],
  ['a region of AWS', { ...IN_CODE, cloud_provider_region: 'eu-central-1' }, AWS, IN_REGION],
  ['AWS in the code, its organisation outside', IN_CODE, AWS, BY_AWS],
  ['AWS comes before a token and keys', {}, { ...KEYS, ...AWS, DD_BEARER_TOKEN: 'token' }, BY_AWS],
  ['a token comes before keys', {}, { ...KEYS, DD_BEARER_TOKEN: 'token' }, BY_TOKEN],
  ['a token comes before keys in the code too', { bearer_token: 'token', api_key: 'x' }, KEYS, BY_TOKEN],
  ['keys in the code come before AWS outside', KEYS_IN_CODE, { ...AWS, DD_API_KEY: 'x' }, BY_KEYS],
  ['keys in the code come before a token outside', KEYS_IN_CODE, { DD_BEARER_TOKEN: 'z' }, BY_KEYS],
  ['a token in the code comes before AWS outside', { bearer_token: 'token' }, AWS, BY_TOKEN],
])('a login: %s', (_, given, environment, login) => {
  expect(readLogin(given, environment)).toStrictEqual(login);
});

const VARIABLE = 'The environment variable';
test.each<[string, GivenSettings, NodeJS.ProcessEnv, string]>([
  ['no credentials', {}, {}, 'No credentials for Datadog'],
  ['no application key', {}, { DD_API_KEY: 'api-key' }, "Datadog's app_key is missing"],
  ['no API key', {}, { DD_APP_KEY: 'app-key' }, "Datadog's api_key is missing"],
  ['AWS without an organisation', IN_CODE, KEYS, 'The organisation for the login with AWS is missing'],
  ['no UUID', {}, { ...AWS, DD_ORG_UUID: 'ours' }, `${VARIABLE} DD_ORG_UUID is not valid`],
  ['another cloud', {}, { DD_CLOUD_PROVIDER_TYPE: 'gcp' }, `${VARIABLE} DD_CLOUD_PROVIDER_TYPE is not valid`],
])('%s is a problem', (_, given, environment, summary) => {
  expect(readLogin(given, environment)).toMatchObject({ problem: { summary } });
});
