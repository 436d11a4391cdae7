import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROTOCOL } from '../../lib/attributes';
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
  return mirrorOf({
    entry: 'datadog-provider.ts',
    address: 'registry.terraform.io/datadog/datadog',
    version: '3.0.0',
  });
}

/** Writes a file for an emulator that holds the auth methods of that state, with their ids. */
export function writeOfficialAuthMethods(file: string): void {
  const { resources } = JSON.parse(readFileSync(STATE, 'utf8')) as {
    resources: { instances: [{ attributes: Record<string, string | null> }] }[];
  };
  const methods = resources.map(({ instances: [{ attributes }] }) => {
    const { id, client_secret: _, ...shown } = attributes;
    return { id, attributes: { ...shown, protocol: PROTOCOL } } as AuthMethod;
  });
  writeFileSync(file, JSON.stringify(listBody(methods, true)));
}
