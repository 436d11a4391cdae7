import { DatadogError } from '../../client/errors';
import { RequestError } from '../../plugin/errors';
import type { Call } from '../../plugin/provider';
import type { Configured } from '../configure';
import { planConflict } from '../errors/plan';
import type { StoredModel } from '../model';

/** Deletes an auth method, unless another resource of this apply has it. */
export async function remove(
  { client, walk }: Configured,
  { id, values: { name } }: StoredModel,
  resource: string,
  { signal }: Call,
): Promise<void> {
  if (!walk.claim(id, resource)) throw new RequestError(planConflict({ kind: 'same id' }, name, id));
  await walk.free(id, name ?? '', async () => {
    try {
      await client.delete(id, signal);
    } catch (error) {
      // A deletion whose answer was lost is done if the auth method is gone.
      const isLost = error instanceof DatadogError && error.unanswered;
      if (!isLost || (await client.read(id, signal).catch(() => 'unknown'))) throw error;
    }
  });
}
