import type { Call } from '../../lib/plugin/provider';
import { UNKNOWN } from '../../lib/plugin/value';
import { datadogWebhooksProvider } from '../../lib/provider/provider';
import { SETTINGS } from '../../lib/settings';
import { stateOf } from '../helpers/auth-method';
import { error, warning } from '../helpers/diagnostics';
import { TYPE } from '../helpers/terraform';
import { DECLARED, emulateDatadog, emulator, inProcess, NONE, settingsOf } from './in-process';

emulateDatadog();
const call: Call = { signal: new AbortController().signal };
const KEYS = { api_key: 'an-api-key', app_key: 'an-app-key' };

test.each([
  [{ site: 'datadoghq.net' }, 'site'],
  [{ api_url: 'localhost' }, 'api_url'],
  [{ on_drift: 'shout' }, 'on_drift'],
  [{ max_retries: 1.5 }, 'max_retries'],
  [{ request_timeout_seconds: 0 }, 'request_timeout_seconds'],
  [{ api_key: ' ' }, 'api_key'],
])('%j is refused at its setting', (given, setting) => {
  expect(datadogWebhooksProvider('1').validateConfig(settingsOf(given))).toStrictEqual([
    error(`${setting} is not valid`, expect.stringMatching(new RegExp(`^${setting} must .*\\.$`)), setting),
  ]);
});

test('what is not known yet is neither checked nor missed', async () => {
  const unknown = settingsOf(Object.fromEntries(SETTINGS.map((row) => [row.terraform, UNKNOWN])));
  const provider = datadogWebhooksProvider('1');

  expect(provider.validateConfig(unknown)).toStrictEqual([]);
  expect(await provider.configure(unknown, call)).toStrictEqual([]);
});

test('a call before the settings are known fails with the way out', async () => {
  const provider = datadogWebhooksProvider('1');
  await provider.configure(settingsOf({ ...KEYS, api_url: UNKNOWN }), call);

  await expect(
    provider.resources[TYPE]?.read({ state: stateOf({ name: 'payments' }), private: NONE }, call),
  ).rejects.toMatchObject({
    diagnostic: error(
      'The provider is not configured yet',
      "This step calls Datadog, but the provider's credentials or address are known only after an apply.\n\n" +
        'Take them from the environment or a variable. ' +
        'Or first apply the resources that they come from, with -target.',
    ),
  });
});

test('no credentials are an error at once', async () => {
  expect(await datadogWebhooksProvider('1').configure(settingsOf({}), call)).toMatchObject([
    error('No credentials for Datadog'),
  ]);
});

test('the first long wait of a walk is a warning after the call that waited, once', async () => {
  const { planAlso, resource, walk, provider } = await inProcess();
  const waitOnce = async (rateLimitReset: number, name: string) => {
    const declared = { ...DECLARED, name };
    const { planned, private: stored } = await planAlso(declared);
    emulator.fault({ kind: 429, method: 'POST', rateLimitReset });
    const created = await resource.create({ planned, config: declared, private: stored }, call);
    expect(created).toMatchObject({ diagnostics: [] });
  };
  const notices = () => provider.notices?.();
  expect(notices()).toStrictEqual([]);
  await waitOnce(63, 'payments');
  await waitOnce(90, 'orders');

  expect(notices()).toStrictEqual([
    warning(
      expect.stringMatching(/^A call to Datadog waited 6\d s before it succeeded$/),
      expect.stringMatching(
        /^POST \S+ was answered 429: .*\n\nThe call succeeded\. If you see this often, lower -parallelism or ask Datadog for a higher rate limit\.$/,
      ),
    ),
  ]);
  await waitOnce(70, 'refunds');
  expect(notices()).toStrictEqual([]);

  await walk();
  await waitOnce(70, 'returns');
  expect(notices()).toHaveLength(1);
});
