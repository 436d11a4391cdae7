import type { ReceivedRequest } from '../../lib/emulator';
import { differences } from '../../lib/provider/model';
import type { Operation } from './faults';
import type { Entry, Outcome, Run } from './run';

/** How a run breaks the guarantees of docs/reliability.md. */
export function objections(operation: Operation, { deploy, next }: Run): string[] {
  return [
    ...repeatedCreations(deploy.requests),
    ...(deploy.succeeded ? disagreements(deploy.state, deploy.datadog) : []),
    ...(next.succeeded ? disagreements(next.state, next.datadog) : forgotten(operation, next)),
  ];
}

/** A creation may follow another one of its name only where that one is proven not to have happened. */
export function repeatedCreations(requests: readonly ReceivedRequest[]): string[] {
  const perhapsDone = new Map<string, string>();
  return requests.flatMap(({ method, status, fault, body }) => {
    if (method !== 'POST') return [];
    const { name } = (body as { data: { attributes: { name: string } } }).data.attributes;
    const earlier = perhapsDone.get(name);
    // Also where a fault took the body of the answer; where it took the answer, there is no status.
    const isRefused = status === 409 || status === 429 || fault === '429';
    if (!isRefused) perhapsDone.set(name, fault ?? String(status));
    return earlier ? [`a POST of "${name}" was repeated after ${earlier}, which may have taken effect`] : [];
  });
}

/** Where the state and Datadog do not have the same auth methods with the same values. */
export function disagreements(state: readonly Entry[], datadog: readonly Entry[]): string[] {
  const live = new Map(datadog.map(({ id, values }) => [id, values]));
  const ids = new Set(state.map(({ id }) => id));
  const others = datadog.filter(({ id }) => !ids.has(id));
  return [
    ...state.flatMap(({ id, values }) => {
      const there = live.get(id);
      if (!there) return [`"${values.name}" is in the state and not in Datadog`];
      return differences(values, there).map(
        (name) => `"${values.name}" has another ${name} in the state than in Datadog`,
      );
    }),
    ...others.map(({ values }) => `"${values.name}" is in Datadog and not in the state`),
  ];
}

/**
 * The one way in which the next deploy may stop: the auth method is there, and the person is told how to
 * import it.
 */
function forgotten(operation: Operation, { text, state, datadog }: Outcome): string[] {
  const isImportable = operation === 'create' && datadog.length === 1 && /\bimport\b/.test(text);
  return isImportable && state.length === 0
    ? []
    : [`the next deploy stops and does not say how to import what is there: ${text}`];
}
