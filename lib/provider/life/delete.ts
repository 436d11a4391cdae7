import type { Call, Diagnostic } from '../../plugin/provider';
import type { ObjectValue } from '../../plugin/value';
import { isConfigured, type Configured } from '../configure';
import { callFailed, subject } from '../errors/shared';
import { notDeleted } from '../errors/update';
import { identityOf } from '../state';

/** Deletes an auth method, unless this apply gave it to another resource. */
export async function remove(
  configured: Configured | Diagnostic,
  prior: ObjectValue,
  call: Call,
): Promise<Diagnostic[]> {
  if (!isConfigured(configured)) return [configured];
  const { client, ledger, reads } = configured;
  const { id, name } = identityOf(prior);
  if (await ledger.wasGiven(id)) return [notDeleted(name, id)];
  try {
    await ledger.delete(id, name ?? '', () => client.delete(id, call.signal));
    return [];
  } catch (error) {
    return [callFailed(error, subject(name, id))];
  } finally {
    reads.forget();
  }
}
