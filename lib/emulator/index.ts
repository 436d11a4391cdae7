/**
 * A local Datadog for the auth methods of the Webhooks Integration, for your own tests:
 * `import { startEmulator } from 'cdktf-datadog-webhooks/emulator'`.
 */
export { startEmulator, type Emulator, type NewAuthMethod } from './emulator';
export { EmulatorError } from './errors';
export type { EmulatorCredentials, EmulatorOptions, EmulatorPermission, EmulatorRateLimit } from './options';
export type { FinishedRequest, ReceivedRequest } from './requests';
export type { AuthMethod } from '../wire/answer';
export type { SentAttributes } from '../wire/request';
