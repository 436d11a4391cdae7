/**
 * A local Datadog with the auth methods of the Webhooks Integration, for your tests:
 * `import { startEmulator } from 'cdktf-datadog-webhooks/emulator'`.
 */
export { startEmulator, type Emulator, type NewAuthMethod } from './emulator';
export { EmulatorError } from './errors';
export type { EmulatorCredentials } from './access';
export type { EmulatorPermission } from './permissions';
export type { EmulatorFault, FaultKind } from './fault';
export type { EmulatorIdentity } from './identities';
export type { FaultCount } from './faults';
export type { EmulatorOptions } from './options';
export type { EmulatorRateLimit } from './rate-limit';
export type { FinishedRequest, ReceivedRequest } from './requests';
export type { AuthMethod } from '../wire/answer';
export type { SentAttributes } from '../wire/request';
