import { DatadogError } from '../../client/errors';
import type { Call } from '../../plugin/provider';
import type { Configured } from '../configure';
import type { StoredModel } from '../model';

/** Deletes an auth method. */
export async function remove(
  { client, walk }: Configured,
  { id, values: { name } }: StoredModel,
  { signal }: Call,
): Promise<void> {
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
