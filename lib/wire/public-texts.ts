import { AUTH_METHOD_TYPE, AUTH_METHODS_TYPE, PROTOCOL, PROVIDER_SOURCE, ROWS } from '../attributes';
import { SETTINGS } from '../settings';
import { COLLECTION_PATH, LIST_PATH } from './routes';

/** Texts in messages that are the same for everybody, so that nothing in them is masked as a secret. */
export const PUBLIC_TEXTS: readonly string[] = [
  'auth method',
  'auth methods',
  'cdktf-datadog-webhooks',
  AUTH_METHOD_TYPE,
  AUTH_METHODS_TYPE,
  COLLECTION_PATH,
  LIST_PATH,
  PROTOCOL,
  PROVIDER_SOURCE,
  ...[...ROWS, ...SETTINGS].flatMap(({ terraform, property }) => [terraform, property]),
];
