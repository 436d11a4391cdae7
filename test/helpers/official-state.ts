import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROTOCOL } from '../../lib/attributes';
import { startEmulator } from '../../lib/emulator';
import type { AuthMethod } from '../../lib/wire/answer';
import { listBody } from '../../lib/wire/list';
import { mirrorOf } from './mirror';
import { temporaryFolder } from './temporary-folder';

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

export type OfficialDatadog = Awaited<ReturnType<typeof startOfficialDatadog>>;

/**
 * An emulator that holds the auth methods of that state, for a Terraform that finds both providers: our
 * stand-in for Datadog's own is in a mirror.
 */
export async function startOfficialDatadog() {
  const { resources } = JSON.parse(readFileSync(STATE, 'utf8')) as {
    resources: { instances: [{ attributes: Record<string, string | null> }] }[];
  };
  const methods = resources.map(({ instances: [{ attributes }] }) => {
    const { id, client_secret: _, ...values } = attributes;
    return { id, attributes: { ...values, protocol: PROTOCOL } } as AuthMethod;
  });
  // A file gives them their ids.
  const file = join(temporaryFolder('datadog'), 'auth-methods.json');
  writeFileSync(file, JSON.stringify(listBody(methods, true)));
  const emulator = await startEmulator({ file });
  const mirror = mirrorOf({
    entry: 'datadog-provider.ts',
    address: 'registry.terraform.io/datadog/datadog',
    version: '3.0.0',
  });
  return {
    emulator,
    /** Terraform's environment, without the client secrets. */
    env: { DD_HOST: emulator.url, DD_API_KEY: 'api-key', DD_APP_KEY: 'app-key', ...mirror },
  };
}
