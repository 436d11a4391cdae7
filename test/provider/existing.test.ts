import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { buildChangedProvider } from '../helpers/build-provider';
import { PAYMENTS } from '../helpers/configuration';
import { expectAllMet } from '../helpers/faults';
import { LIST, takeRequests } from '../helpers/requests';
import { LittleTerraform } from '../model/little-terraform';
import { DECLARED, POST } from './in-process';

/** Waits a fiftieth of the time. */
const IMPATIENT: Plugin = {
  name: 'impatient',
  setup(building) {
    building.onLoad({ filter: /provider\/existing\.ts$/ }, ({ path }) => {
      const [before, after, ...others] = readFileSync(path, 'utf8').split('LONGEST_PLAN_WAIT_MS = 10_000;');
      expect({ after: typeof after, others }).toStrictEqual({ after: 'string', others: [] });
      return { loader: 'ts', contents: `${before}LONGEST_PLAN_WAIT_MS = 200;${after}` };
    });
  },
};

const NOT_COMPARED =
  'warning: Could not compare the name of auth method "payments" with those in use\n' +
  'The list of the auth methods took longer than ten seconds.\n\n' +
  'The plan does not show whether Datadog already has an auth method of this name. ' +
  'If it does, a deploy stops and changes nothing. Plan again to compare it.';

describe('a plan waits 10 s at most for the list of auth methods', () => {
  const folder = mkdtempSync(join(tmpdir(), 'impatient-'));
  const provider = join(folder, 'terraform-provider-datadogwebhooks');
  const code = new Map([['payments', DECLARED]]);
  let emulator: Emulator;
  let terraform: LittleTerraform;

  beforeAll(() => buildChangedProvider(provider, IMPATIENT));
  afterAll(() => rmSync(folder, { recursive: true }));

  beforeEach(async () => {
    emulator = await startEmulator();
    const settings = { api_url: emulator.url, api_key: 'api', app_key: 'app', request_timeout_seconds: 2 };
    terraform = new LittleTerraform(provider, {}, settings);
  });
  afterEach(async () => {
    await terraform.kill();
    await emulator.close();
  });

  const deploy = async () => {
    const plan = await terraform.plan(code);
    const { said, failed } = await terraform.apply(plan, code);
    return { planned: plan.said, applied: said, failed };
  };

  test('retries included', async () => {
    emulator.add(PAYMENTS);
    emulator.fault({ kind: 429, route: 'list', rateLimitReset: 2 });

    expect((await deploy()).planned).toStrictEqual([NOT_COMPARED]);
    expectAllMet(emulator);
  });

  test('and the creation lists what existed before, so that a lost POST does not take it', async () => {
    const { id } = emulator.add(PAYMENTS);
    emulator.fault({ kind: 'hang', route: 'list', count: 2 });
    emulator.fault({ kind: 'reset-before', method: 'POST' });
    const { planned, applied, failed } = await deploy();

    expect({ planned, failed }).toStrictEqual({ planned: [NOT_COMPARED], failed: true });
    expect(applied.join('\n')).toContain(
      `An auth method of this name exists, ${id}. It existed before, so nothing was created.`,
    );
    expect(takeRequests(emulator)).toStrictEqual([
      `${LIST} -> hang`,
      `${LIST} -> hang`,
      LIST,
      `${POST} -> reset-before`,
      LIST,
    ]);
    expect(terraform.state.size).toBe(0);
  });

  test('and what a lost POST created is found', async () => {
    emulator.fault({ kind: 'hang', route: 'list', count: 2 });
    emulator.fault({ kind: 'reset-after', method: 'POST' });
    const { applied, failed } = await deploy();

    expect(failed).toBe(false);
    expect(applied).toStrictEqual([
      NOT_COMPARED,
      expect.stringContaining('warning: The answer to the creation of auth method "payments" was lost'),
    ]);
    expect(terraform.state.get('payments')?.state.id).toBe(emulator.methods()[0]?.id);
  });
});
