import { judgeDrift } from '../../drift/judge';
import type { Call } from '../../plugin/provider';
import type { StepResult } from '../apply';
import type { Configured } from '../configure';
import { deletedOutside, drifted } from '../errors/read';
import { shownBy, type Model, type StoredModel } from '../model';
import { isOwnValue, type PrivateRecord } from '../record';

/**
 * Reads an auth method, and reports what somebody changed in Datadog since the last deploy. Without a model,
 * Datadog has no such auth method any more.
 */
export async function read(
  configured: Configured,
  state: StoredModel,
  stored: PrivateRecord,
  call: Call,
): Promise<StepResult<Model | null>> {
  const { id, values } = state;
  const { resource, secret } = stored;
  const method = await configured.reads.read(id, call.signal);
  const record = { resource, ...(secret === undefined ? {} : { secret }) };
  // An import sets only the id, so nothing can have drifted yet.
  const isImport = values.name === null;
  const mode = isImport ? 'ignore' : configured.onDrift;
  if (!method) {
    configured.walk.release(id);
    return { model: null, record, diagnostics: deletedOutside(mode, values.name, id) };
  }
  const others = [...judgeDrift(values, method.attributes)].filter(
    ([attribute]) => !isOwnValue(stored, attribute, method.attributes),
  );
  return {
    model: shownBy(method, state),
    record,
    diagnostics: drifted(mode, values.name, new Map(others)),
  };
}
