import { RequestError } from '../errors';
import type { RawState } from '../generated/encode/tfplugin6';
import { readJson } from '../values';

/** A stored state as it is, of any schema. @throws RequestError */
export function storedState(raw: RawState | undefined): unknown {
  if (raw !== undefined && raw.flatmap.length > 0)
    throw new RequestError(
      'A Terraform older than 0.12 stored this state, in a form the provider cannot read. ' +
        'Remove the resource from the state and import it.',
    );
  return raw && raw.json.length > 0 ? readJson(raw.json) : null;
}
