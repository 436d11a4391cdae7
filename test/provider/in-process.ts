import { startEmulator, type Emulator, type EmulatorOptions } from '../../lib/emulator';
import { RequestError } from '../../lib/plugin/errors';
import type { Call, Diagnostic, PrivateData, Resource } from '../../lib/plugin/provider';
import type { ObjectValue, Value } from '../../lib/plugin/value';
import { datadogWebhooksProvider } from '../../lib/provider/provider';
import { SETTINGS } from '../../lib/settings';
import { configOf, PAYMENTS, stateOf } from '../helpers/auth-method';
import { FakeClock } from '../helpers/fake-clock';
import { TYPE } from '../helpers/terraform';

export const NONE: PrivateData = new Uint8Array();

/** The configuration of the provider. */
export function settingsOf(values: Record<string, Value>): ObjectValue {
  return { ...Object.fromEntries(SETTINGS.map((row) => [row.terraform, null])), ...values };
}

/** The emulator of the test that runs. */
export let emulator: Emulator;

/** Starts an emulator for each test of a file. */
export function emulateDatadog(options: EmulatorOptions = {}): void {
  beforeEach(async () => {
    emulator = await startEmulator(options);
  });
  afterEach(() => emulator.close());
}

/**
 * A provider in this process whose waits are over at once, and Terraform's part of the calls that a test
 * makes.
 */
export async function inProcess(settings: Record<string, Value> = {}) {
  const clock = new FakeClock();
  const provider = datadogWebhooksProvider('0', clock);
  const configured = settingsOf({ api_url: emulator.url, api_key: 'api', app_key: 'app', ...settings });
  const stop = new AbortController();
  const call: Call = { signal: stop.signal };
  /** Begins another walk, as each plan and each apply of Terraform does. */
  const walk = async () => expect(await provider.configure(configured, call)).toStrictEqual([]);
  await walk();
  const resource = answering(provider.resources[TYPE] as Resource);
  /** Plans in the walk that is under way. */
  const planAlso = (config: ObjectValue, prior: ObjectValue | null = null, stored: PrivateData = NONE) =>
    resource.plan({ prior, proposed: { ...prior, ...config }, config, private: stored }, call);
  /** Plans as the first thing of a new walk. */
  const plan: typeof planAlso = async (...of) => {
    await walk();
    return planAlso(...of);
  };
  return {
    clock,
    provider,
    resource,
    call,
    stop,
    walk,
    plan,
    planAlso,
    create: async (config: ObjectValue) => {
      const { planned, private: stored } = await plan(config);
      return resource.create({ planned, config, private: stored }, call);
    },
  };
}

/** The resource as Terraform meets it: what a step throws is the error of an otherwise empty answer. */
function answering(resource: Resource) {
  const failing = async <Answer extends { diagnostics: readonly Diagnostic[] }>(
    work: () => Answer | Promise<Answer>,
    empty: Omit<Answer, 'diagnostics'>,
  ): Promise<Answer> => {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      return { ...empty, diagnostics: [error.diagnostic] } as unknown as Answer;
    }
  };
  const nothing = { state: null, private: NONE };
  return {
    ...resource,
    plan: (...[request, call]: Parameters<Resource['plan']>) =>
      failing(() => resource.plan(request, call), { planned: {}, private: NONE }),
    create: (...[request, call]: Parameters<Resource['create']>) =>
      failing(() => resource.create(request, call), nothing),
    // After an error Terraform keeps the state and the private data.
    read: (...[request, call]: Parameters<Resource['read']>) =>
      failing(() => resource.read(request, call), request),
    update: (...[request, call]: Parameters<Resource['update']>) =>
      failing(() => resource.update(request, call), { state: request.prior, private: request.private }),
    delete: (...[request, call]: Parameters<Resource['delete']>) =>
      failing(async () => ({ diagnostics: await resource.delete(request, call) }), {}),
    planDeletion: (request: { prior: ObjectValue; private: PrivateData }) =>
      failing(() => ({ diagnostics: resource.planDeletion!(request) }), {}),
    importById: (text: string, call: Call) => failing(() => resource.importById!(text, call), nothing),
  };
}

/** The id of an auth method in the emulator. */
export function idOf(name: string): string {
  return emulator.methods().find(({ attributes }) => attributes.name === name)?.id ?? '';
}

/** The auth method that the tests of a creation declare, and the calls that they see. */
export const DECLARED = configOf({ ...PAYMENTS, client_secret_wo: 's3cret' });
export const POST = `POST ${JSON.stringify({ ...PAYMENTS, client_secret: 's3cret' })}`;
export const PATCH = 'PATCH payments {"client_secret":"s3cret"}';

/** What Terraform keeps of it when it was created, or found to be. */
export function createdState(): ObjectValue {
  return stateOf({ ...PAYMENTS, id: idOf('payments') });
}
