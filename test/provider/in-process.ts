import { ROWS } from '../../lib/attributes';
import type { Emulator } from '../../lib/emulator';
import type { Call, Resource } from '../../lib/plugin/provider';
import type { ObjectValue, Value } from '../../lib/plugin/value';
import { datadogWebhooksProvider } from '../../lib/provider/provider';
import { SETTINGS } from '../../lib/settings';
import { PAYMENTS } from '../helpers/configuration';
import { FakeClock } from '../helpers/fake-clock';
import { TYPE } from '../helpers/terraform';

export const NONE = new Uint8Array();

/**
 * A provider in this process whose waits are over at once, and Terraform's part of the calls that a test
 * makes.
 */
export async function inProcess(url: string, settings: Record<string, Value> = {}) {
  const clock = new FakeClock();
  const provider = datadogWebhooksProvider('0', clock);
  const nothing = Object.fromEntries(SETTINGS.map((row) => [row.terraform, null]));
  const keys = { api_url: url, api_key: 'api', app_key: 'app' };
  const stop = new AbortController();
  const call: Call = { signal: stop.signal };
  expect(await provider.configure({ ...nothing, ...keys, ...settings }, call)).toStrictEqual([]);
  const resource = provider.resources[TYPE] as Resource;
  /** Plans as the first thing of a new walk. */
  const plan = async (config: ObjectValue, prior: ObjectValue | null = null, stored = NONE) => {
    await provider.configure({ ...nothing, ...keys, ...settings }, call);
    return resource.plan({ prior, proposed: { ...prior, ...config }, config, private: stored }, call);
  };
  return {
    clock,
    provider,
    resource,
    call,
    stop,
    plan,
    create: async (config: ObjectValue) => {
      // What the plan says is the business of other tests.
      const { planned } = await plan({ ...config, adopt_existing: null });
      return resource.create(
        { planned: { ...planned, adopt_existing: config.adopt_existing ?? null }, config, private: NONE },
        call,
      );
    },
  };
}

export function declared(attributes: Record<string, Value>): ObjectValue {
  return { ...Object.fromEntries(ROWS.map((row) => [row.terraform, null])), ...attributes };
}

/** The id of an auth method that an emulator holds. */
export function idOf(emulator: Emulator, name: string): string {
  return emulator.methods().find(({ attributes }) => attributes.name === name)?.id ?? '';
}

/** The auth method that the tests of a creation declare, and the calls that they see. */
export const DECLARED = declared({ ...PAYMENTS, client_secret_wo: 's3cret' });
export const POST = `POST ${JSON.stringify({ ...PAYMENTS, client_secret: 's3cret' })}`;
export const PATCH = 'PATCH payments {"client_secret":"s3cret"}';

/** What Terraform keeps of it when it was created, or found to be. */
export function keptOf(emulator: Emulator): ObjectValue {
  return {
    ...DECLARED,
    client_secret_wo: null,
    client_secret_revision: 1,
    protocol: 'oauth2-client-credentials',
    id: idOf(emulator, 'payments'),
  };
}
