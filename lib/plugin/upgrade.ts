import { decode } from './decode';
import { RequestError } from './errors';
import type { RawState } from './generated/tfplugin6';
import { JSON_FORM, parseJson } from './json';
import type { Resource } from './provider';
import { isRecord } from '../text/json';
import type { AttributeType, ObjectValue } from './value';

/**
 * The stored state as an object of the present schema. Terraform asks for this whenever it reads stored state, also
 * when nothing changed; attributes that the schema got since then are missing in it.
 */
export function upgradedState(
  resource: Resource,
  type: AttributeType,
  raw: RawState | undefined,
  version: number,
): ObjectValue | null {
  const stored = storedState(raw);
  const current = version === (resource.schema.version ?? 0);
  const upgraded =
    isRecord(stored) && !current && resource.upgrade ? resource.upgrade(stored, version) : stored;
  return decode(upgraded, type, JSON_FORM) as ObjectValue | null;
}

/** A stored state as it is, of whatever schema. @throws RequestError */
export function storedState(raw: RawState | undefined): unknown {
  if (raw !== undefined && raw.flatmap.length > 0)
    throw new RequestError(
      'This state was stored by a Terraform older than 0.12, in a form that cannot be read any more. ' +
        'Remove the resource from the state and import it.',
    );
  return raw && raw.json.length > 0 ? parseJson(raw.json) : null;
}
