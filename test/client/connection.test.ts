import { addressSentence, resolveConnection, type GivenSettings } from '../../lib/client/connection';
import { SITES } from '../../lib/settings';

const KEYS = { DD_API_KEY: 'api-key', DD_APP_KEY: 'app-key' };
const KEY_HEADERS = { 'DD-API-KEY': 'api-key', 'DD-APPLICATION-KEY': 'app-key' };

describe('the address', () => {
  test.each<[string, GivenSettings, NodeJS.ProcessEnv, string, string | undefined]>([
    ['nothing', {}, {}, 'https://api.datadoghq.com', undefined],
    ...SITES.map((site): [string, GivenSettings, NodeJS.ProcessEnv, string, string] => [
      `site ${site}`,
      { site },
      {},
      `https://api.${site}`,
      'site',
    ]),
    [
      'a browser address',
      { site: 'https://us5.datadoghq.com/' },
      {},
      'https://api.us5.datadoghq.com',
      'site',
    ],
    ['the app host of a site', { site: 'app.datadoghq.eu' }, {}, 'https://api.datadoghq.eu', 'site'],
    ['DD_SITE', {}, { DD_SITE: 'datadoghq.eu' }, 'https://api.datadoghq.eu', 'DD_SITE'],
    ['DD_HOST', {}, { DD_HOST: 'https://proxy.example.com/dd/' }, 'https://proxy.example.com/dd', 'DD_HOST'],
    ['DATADOG_HOST', {}, { DATADOG_HOST: 'http://127.0.0.1:1' }, 'http://127.0.0.1:1', 'DATADOG_HOST'],
    [
      'DD_HOST before DATADOG_HOST',
      {},
      { DD_HOST: 'http://a', DATADOG_HOST: 'http://b' },
      'http://a',
      'DD_HOST',
    ],
    ['DD_HOST before DD_SITE', {}, { DD_HOST: 'http://a', DD_SITE: 'datadoghq.eu' }, 'http://a', 'DD_HOST'],
    [
      'site in the code before DD_HOST',
      { site: 'datadoghq.eu' },
      { DD_HOST: 'http://a' },
      'https://api.datadoghq.eu',
      'site',
    ],
    ['api_url before site', { api_url: 'http://a', site: 'datadoghq.eu' }, {}, 'http://a', 'api_url'],
    ['an empty DD_HOST', {}, { DD_HOST: '' }, 'https://api.datadoghq.com', undefined],
  ])('from %s', (_, given, environment, baseUrl, addressFrom) => {
    expect(resolveConnection(given, { ...KEYS, ...environment }).connection).toStrictEqual({
      baseUrl,
      ...(addressFrom && { addressFrom }),
      // Only an address that is made from a site has one.
      ...(baseUrl.startsWith('https://api.') && { site: baseUrl.slice('https://api.'.length) }),
      headers: KEY_HEADERS,
      timeoutMs: 60_000,
      maxRetries: 3,
    });
  });

  test('a site given as a browser address is read, and the person is told how', () => {
    expect(resolveConnection({ site: 'app.datadoghq.eu' }, KEYS).notes).toStrictEqual([
      {
        summary: 'The site "app.datadoghq.eu" is used as "datadoghq.eu"',
        detail: `Datadog's sites are ${SITES.join(', ')}.\n\nWrite "datadoghq.eu" to remove this warning.`,
      },
    ]);
  });

  test.each([
    ['DD_SITE', 'datadoghq.net', `must be one of ${SITES.join(', ')}, but is "datadoghq.net"`],
    [
      'DD_HOST',
      'localhost',
      'must be an absolute http or https URL such as https://api.datadoghq.eu or http://127.0.0.1:8130, but is "localhost"',
    ],
  ])('a %s that is not valid is refused', (variable, value, problem) => {
    expect(resolveConnection({}, { ...KEYS, [variable]: value })).toStrictEqual({
      problems: [
        {
          summary: `The environment variable ${variable} is not valid`,
          detail: `${variable} ${problem}.\n\nCorrect it, or unset it.`,
        },
      ],
      notes: [],
      secrets: ['api-key', 'app-key'],
    });
  });
});

test('the timeout and the retries given are the ones in use', () => {
  const given = { request_timeout_seconds: 2.5, max_retries: 0 };

  expect(resolveConnection(given, KEYS).connection).toMatchObject({ timeoutMs: 2500, maxRetries: 0 });
});

test.each([
  [{}, {}, 'The address https://api.datadoghq.com is the default; set DD_SITE for another site.'],
  [{ site: 'datadoghq.eu' }, {}, 'The address https://api.datadoghq.eu comes from site.'],
  [{}, { DD_HOST: 'http://127.0.0.1:8130/' }, 'The address http://127.0.0.1:8130 comes from DD_HOST.'],
])('messages name the address and where it comes from: %j %j', (given, environment, sentence) => {
  const { connection } = resolveConnection(given, { ...KEYS, ...environment });

  expect(connection && addressSentence(connection)).toBe(sentence);
});
