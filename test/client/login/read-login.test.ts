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

test.each<[string, GivenSettings, NodeJS.ProcessEnv, object]>([
  ['DD_ keys', {}, KEYS, BY_KEYS],
  ['DATADOG_ keys', {}, { DATADOG_API_KEY: 'api-key', DATADOG_APP_KEY: 'app-key' }, BY_KEYS],
  ['one key in the code, one outside', { api_key: 'api-key' }, { DD_APP_KEY: 'app-key' }, BY_KEYS],
  ['keys that end in a newline', {}, { DD_API_KEY: 'api-key\n', DD_APP_KEY: 'app-key\n' }, BY_KEYS],
  ['DD_BEARER_TOKEN', {}, { DD_BEARER_TOKEN: 'token' }, BY_TOKEN],
  ['DATADOG_BEARER_TOKEN', {}, { DATADOG_BEARER_TOKEN: 'token\n' }, BY_TOKEN],
  ['AWS outside', {}, AWS, BY_AWS],
  [
    'AWS in the code',
    { cloud_provider_type: 'aws', org_uuid: ORGANISATION, cloud_provider_region: 'eu-central-1' },
    {},
    { ...BY_AWS, login: { kind: 'aws', target: { orgUuid: ORGANISATION, region: 'eu-central-1' } } },
  ],
  ['AWS in the code, its organisation outside', { cloud_provider_type: 'aws' }, AWS, BY_AWS],
  ['AWS comes before a token and keys', {}, { ...KEYS, ...AWS, DD_BEARER_TOKEN: 'token' }, BY_AWS],
  ['a token comes before keys', {}, { ...KEYS, DD_BEARER_TOKEN: 'token' }, BY_TOKEN],
  ['a token comes before keys in the code too', { bearer_token: 'token', api_key: 'x' }, KEYS, BY_TOKEN],
  [
    'keys in the code come before everything outside',
    { api_key: 'api-key', app_key: 'app-key' },
    { ...AWS, DD_API_KEY: 'x', DD_APP_KEY: 'y', DD_BEARER_TOKEN: 'z' },
    BY_KEYS,
  ],
  ['a token in the code comes before AWS outside', { bearer_token: 'token' }, AWS, BY_TOKEN],
])('a login: %s', (_, given, environment, login) => {
  expect(readLogin(given, environment)).toStrictEqual(login);
});

test.each<[string, GivenSettings, NodeJS.ProcessEnv, string]>([
  ['no credentials', {}, {}, 'No credentials for Datadog'],
  ['no application key', {}, { DD_API_KEY: 'api-key' }, "Datadog's app_key is missing"],
  ['no API key', {}, { DD_APP_KEY: 'app-key' }, "Datadog's api_key is missing"],
  [
    'AWS without an organisation',
    { cloud_provider_type: 'aws' },
    KEYS,
    'The organisation for the login with AWS is missing',
  ],
  [
    'an organisation that is no UUID',
    {},
    { ...AWS, DD_ORG_UUID: 'ours' },
    'The environment variable DD_ORG_UUID is not valid',
  ],
  [
    'another cloud',
    {},
    { ...AWS, DD_CLOUD_PROVIDER_TYPE: 'gcp' },
    'The environment variable DD_CLOUD_PROVIDER_TYPE is not valid',
  ],
])('%s is a problem', (_, given, environment, summary) => {
  expect(readLogin(given, environment)).toMatchObject({ problem: { summary } });
});
