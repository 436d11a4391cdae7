import { RequestError } from '../errors';
import { readPresent, readStored, writeValue } from '../values';
import { diagnosticMessages, harmless } from './diagnostics';
import { identityMessage, identityType } from './identity';
import { schemaType, withoutWriteOnly } from './schema';
import { finder, method, streamMethod } from './service';
import { storedState } from './stored-state';

/**
 * What the folder late/ uses of this room. It must not import it: the build puts that folder into a file of
 * its own. A copy in there would know no secrets to mask, and would not recognize the classes of this one.
 */
export const tools = {
  RequestError,
  diagnosticMessages,
  finder,
  harmless,
  identityMessage,
  identityType,
  method,
  readPresent,
  readStored,
  schemaType,
  storedState,
  streamMethod,
  withoutWriteOnly,
  writeValue,
};
export type Tools = typeof tools;
