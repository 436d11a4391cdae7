import { DatadogError } from '../client/errors';
import type { Call } from '../plugin/provider';
import type { AuthMethod } from '../wire/answer';
import type { Configured } from './configure';

/** How often a PATCH is sent whose name another resource of the same apply frees. */
const MOST_ATTEMPTS = 3;

/**
 * Sends the PATCH of a rename. While another resource of the same apply has the name and gives it up, the PATCH waits
 * and is sent again.
 *
 * @throws DatadogError the last refusal
 */
export function rename(
  { client, ledger, nameRelease }: Configured,
  { id, from, to }: { id: string; from: string; to: string },
  send: () => Promise<AuthMethod>,
  call: Call,
): Promise<AuthMethod> {
  const isFreed = async (): Promise<boolean> => {
    const found = await client.lookFor(to, call.signal, () => ledger.hasFreed(to)).catch(() => []);
    const [holder, ...others] = found.filter((method) => method.id.toLowerCase() !== id.toLowerCase());
    if (!holder) return ledger.hasFreed(to);
    return others.length === 0 && nameRelease.wait(holder.id, to, call.signal);
  };
  return ledger.rename(id, from, async () => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await send();
      } catch (error) {
        const refused = error instanceof DatadogError && error.status === 409;
        if (!refused || attempt === MOST_ATTEMPTS || !(await isFreed())) throw error;
      }
    }
  });
}
