import { resolveConnection, resolveForCommand, type GivenSettings } from '../../lib/client/connection';
import { SITES } from '../../lib/settings';

const KEYS = { DD_API_KEY: 'api-key', DD_APP_KEY: 'app-key' };
const BY_KEYS = {
  kind: 'keys',
  headers: { 'DD-API-KEY': 'api-key', 'DD-APPLICATION-KEY': 'app-key' },
};

describe('the address', () => {
  test.each<[string, GivenSettings, NodeJS.ProcessEnv, string, string | undefined]>([
    ['nothing', {}, {}, 'https://api.datadoghq.com', undefined],
    ['a browser URL', { site: 'https://us5.datadoghq.com/' }, {}, 'https://api.us5.datadoghq.com', 'site'],
    ['DD_SITE', {}, { DD_SITE: 'datadoghq.eu' }, 'https://api.datadoghq.eu', 'DD_SITE'],
    ['DD_HOST', {}, { DD_HOST: 'https://proxy.example.com/dd/' }, 'https://proxy.example.com/dd', 'DD_HOST'],
    ['DATADOG_HOST', {}, { DATADOG_HOST: 'http://127.0.0.1:1' }, 'http://127.0.0.1:1', 'DATADOG_HOST'],
    ['its first name', {}, { DD_HOST: 'https://a', DATADOG_HOST: 'https://b' }, 'https://a', 'DD_HOST'],
    ['DD_HOST before DD_SITE', {}, { DD_HOST: 'https://a', DD_SITE: 'datadoghq.eu' }, 'https://a', 'DD_HOST'],
    ['code before DD_HOST', { site: SITES[1] }, { DD_HOST: 'https://a' }, `https://api.${SITES[1]}`, 'site'],
    ['api_url before site', { api_url: 'https://a', site: 'datadoghq.eu' }, {}, 'https://a', 'api_url'],
    ['an empty DD_HOST', {}, { DD_HOST: '' }, 'https://api.datadoghq.com', undefined],
  ])('from %s', (_, given, environment, baseUrl, addressFrom) => {
    expect(resolveConnection(given, { ...KEYS, ...environment }).connection).toStrictEqual({
      baseUrl,
      address: addressFrom
        ? `The address ${baseUrl} comes from ${addressFrom}.`
        : `The address ${baseUrl} is the default; set DD_SITE for another site.`,
      // Only an address that is made from a site has one.
      ...(baseUrl.startsWith('https://api.') && { site: baseUrl.slice('https://api.'.length) }),
      login: BY_KEYS,
      timeoutMs: 60_000,
      maxRetries: 3,
    });
  });

  const URL_PROBLEM =
    'must be an absolute http or https URL such as https://api.datadoghq.eu or http://127.0.0.1:8130';
  const SITE_PROBLEM = `must be one of ${SITES.join(', ')}`;

  // A variable's value is not shown: it may be a key, in the wrong variable.
  test.each<[GivenSettings, NodeJS.ProcessEnv, string, string]>([
    [{}, { DD_SITE: 'datadoghq.net' }, 'DD_SITE', SITE_PROBLEM],
    [{}, { DD_HOST: 'localhost' }, 'DD_HOST', URL_PROBLEM],
    [{}, { DD_HOST: 'local, but is "host"\n' }, 'DD_HOST', URL_PROBLEM],
    [{ site: 'evil.example' }, {}, 'site', `${SITE_PROBLEM}, but is "evil.example"`],
    [{ api_url: 5, site: 'datadoghq.eu' }, {}, 'api_url', `${URL_PROBLEM}, but is "5"`],
    [{ api_url: 'https://a:hunter2@127.0.0.1' }, {}, 'api_url', 'must not contain a user name or a password'],
  ])('that is not valid is refused: %j %j', (given, environment, from, problem) => {
    const isVariable = from in environment;
    const advice = isVariable ? 'Correct it, or unset it.' : 'Correct it in the code.';

    expect(resolveForCommand(given, { ...KEYS, ...environment })).toStrictEqual({
      problems: [
        {
          summary: `${isVariable ? 'The environment variable ' : ''}${from} is not valid`,
          why: `${from} ${problem}.`,
          advice,
          detail: `${from} ${problem}.\n\n${advice}`,
          ...(isVariable ? {} : { attribute: from }),
        },
      ],
      secrets: ['api-key', 'app-key'],
    });
  });
});

test('all credentials are secrets, also those that are not used or not complete', () => {
  const environment = {
    DD_API_KEY: 'api-1\n',
    DATADOG_API_KEY: 'api-2',
    DD_BEARER_TOKEN: '',
    DD_SITE: 'site',
  };
  expect(resolveConnection({ app_key: 'app-1' }, environment).secrets).toStrictEqual([
    'api-1',
    'api-2',
    'app-1',
  ]);
  const token = { ...environment, DATADOG_APP_KEY: 'app-2', DATADOG_BEARER_TOKEN: 'token' };
  expect(resolveConnection({}, token).secrets).toStrictEqual(['api-1', 'api-2', 'app-2', 'token']);
});

test('the timeout and the retries given are the ones in use', () => {
  const given = { request_timeout_seconds: 2.5, max_retries: 0 };

  expect(resolveConnection(given, KEYS).connection).toMatchObject({ timeoutMs: 2500, maxRetries: 0 });
});

describe('an http address', () => {
  const problems = (given: GivenSettings, environment: NodeJS.ProcessEnv) =>
    resolveConnection(given, { ...KEYS, ...environment }).problems;
  const problem = (from: string, url: string) => ({
    summary: `${from} is an http address of another machine`,
    why: `Calls to "${url}" would send the keys and client secrets in clear text over the network.`,
    advice: 'Use https. If nobody can read this network, set DATADOG_WEBHOOKS_ALLOW_HTTP=1.',
    detail: expect.stringMatching(/network\.\n\nUse https/),
  });

  test.each(['127.0.0.1:1', '127.9.9.9', 'localhost:1', '[::1]:1', '0.0.0.0:1', '[::]:1'])(
    'of this machine is used: %s',
    (host) => expect(problems({}, { DD_HOST: `http://${host}` })).toStrictEqual([]),
  );

  test.each(['http://10.0.0.1', 'http://127.0.0.1.example.com', 'HTTP://localhost.example.com', 'http://1'])(
    'of another machine is refused: %s',
    (url) => {
      expect(problems({}, { DD_HOST: url })).toStrictEqual([problem('DD_HOST', url)]);
      expect(problems({ api_url: url }, {})).toStrictEqual([
        { ...problem('api_url', url), attribute: 'api_url' },
      ]);
    },
  );

  test('of another machine is used where the environment allows it', () => {
    const environment = { DD_HOST: 'http://emulator:8130', DATADOG_WEBHOOKS_ALLOW_HTTP: '1' };
    expect(problems({}, environment)).toStrictEqual([]);
  });
});

describe('a command that finds an address in a file', () => {
  const STRANGER = 'https://stranger.example';
  const resolved = (api_url: string, environment: NodeJS.ProcessEnv = {}) =>
    resolveForCommand({ api_url }, { ...KEYS, ...environment });

  test.each<[string, string, NodeJS.ProcessEnv]>([
    ["Datadog's", 'https://api.us5.datadoghq.com/', {}],
    ["this machine's", 'http://127.0.0.1:8130', {}],
    ['that of DD_HOST', STRANGER, { DD_HOST: `${STRANGER}:443/another/path` }],
  ])('sends keys to one that is %s', (_, url, environment) => {
    expect(resolved(url, environment)).toMatchObject({ problems: [], connection: { login: BY_KEYS } });
  });

  test.each<[string, NodeJS.ProcessEnv]>([
    [STRANGER, {}],
    [STRANGER, { DD_HOST: 'https://other.example' }],
    [STRANGER, { DD_HOST: 'not a URL' }],
    [STRANGER, { DD_SITE: 'datadoghq.eu' }],
    ['http://api.datadoghq.com', { DATADOG_WEBHOOKS_ALLOW_HTTP: '1' }],
    ['https://stranger.example:8443', { DD_HOST: STRANGER }],
    ['https://datadoghq.com.stranger.example', {}],
    ['https://app.datadoghq.com', {}],
  ])('sends no keys to any other: %s, with %j', (url, environment) => {
    expect(resolved(url, environment)).toStrictEqual({
      problems: [
        {
          summary: `No keys are sent to "${url}"`,
          why:
            "It is no address of Datadog, of this machine or of the environment's DD_HOST, " +
            'so a stranger may have put it into the file that names it.',
          advice: 'If you trust it, set DD_HOST to it.',
          detail: expect.stringMatching(/names it\.\n\nIf you trust it/),
          attribute: 'api_url',
        },
      ],
      secrets: Object.values(KEYS),
    });
  });
});
