import { readSite, SETTINGS, SITES } from '../lib/settings';

test.each<[string, string | undefined]>([
  ...SITES.map((site): [string, string] => [site, site]),
  ['https://us5.datadoghq.com/', 'us5.datadoghq.com'],
  ['app.datadoghq.eu', 'datadoghq.eu'],
  ['https://app.datadoghq.com/account/settings?x=1#y', 'datadoghq.com'],
  ['api.ap1.datadoghq.com', 'ap1.datadoghq.com'],
  [' DatadogHQ.com ', 'datadoghq.com'],
  ['datadoghq.com:443', 'datadoghq.com'],
  ['datadoghq.com.evil.example', undefined],
  ['https://evil.example/datadoghq.com', undefined],
  ['us4.datadoghq.com', undefined],
  ['', undefined],
])('the site %j is %s', (given, site) => {
  expect(readSite(given)).toBe(site);
});

test('every credential is a secret, and nothing else is', () => {
  expect(SETTINGS.filter(({ secret }) => secret).map(({ terraform }) => terraform)).toStrictEqual([
    'api_key',
    'app_key',
    'bearer_token',
  ]);
});
