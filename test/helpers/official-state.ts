import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROTOCOL } from '../../lib/attributes';
import { startEmulator } from '../../lib/emulator';
import type { AuthMethod } from '../../lib/wire/answer';
import { listBody } from '../../lib/wire/list';
import { mirrorOf, type Mirror } from './mirror';

/** A state that Datadog's own provider wrote, of the auth methods `orders` and `payments`. */
const STATE = join(__dirname, '../fixtures/official-provider-state.json');

/** The client secrets that it holds. */
export const OFFICIAL_SECRETS = {
  payments: 'official-secret-payments-7f3a',
  orders: 'official-secret-orders-91bc',
};

export const OFFICIAL_TYPE = 'datadog_webhook_oauth2_client_credentials';

/** @param path where Terraform looks for the state */
export function placeOfficialState(path: string): void {
  cpSync(STATE, path);
}

/** Our stand-in for Datadog's own provider, in a mirror. */
export function officialMirror(): Mirror {
  const address = 'registry.terraform.io/datadog/datadog';
  return mirrorOf({ entry: 'datadog-provider.ts', address, version: '3.0.0' });
}

export type OfficialDatadog = Awaited<ReturnType<typeof startOfficialDatadog>>;

/** An emulator that holds the auth methods of that state, for a Terraform that finds both providers. */
export async function startOfficialDatadog(mirror: Mirror) {
  const { resources } = JSON.parse(readFileSync(STATE, 'utf8')) as {
    resources: { instances: [{ attributes: Record<string, string | null> }] }[];
  };
  const methods = resources.map(({ instances: [{ attributes }] }) => {
    const { id, client_secret: _, ...values } = attributes;
    return { id, attributes: { ...values, protocol: PROTOCOL } } as AuthMethod;
  });
  // A file gives them their ids.
  const folder = mkdtempSync(join(tmpdir(), 'datadog-'));
  const file = join(folder, 'auth-methods.json');
  writeFileSync(file, JSON.stringify(listBody(methods, true)));
  const emulator = await startEmulator({ file });
  return {
    emulator,
    /** Terraform's environment, without the client secrets. */
    env: { DD_HOST: emulator.url, DD_API_KEY: 'api-key', DD_APP_KEY: 'app-key', ...mirror.env },
    end: async () => {
      await emulator.close();
      rmSync(folder, { recursive: true });
    },
  };
}
