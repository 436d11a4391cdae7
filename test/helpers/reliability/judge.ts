import type { ReceivedRequest } from '../../../lib/emulator';
import type { Operation } from './faults';

/** By the name of an auth method its scope and id. */
export type Held = Readonly<Record<string, string>>;

/** What a run of Terraform left behind. */
export interface Outcome {
  readonly succeeded: boolean;
  readonly text: string;
  /** The same with every white space as one blank. */
  readonly flat: string;
  readonly requests: readonly ReceivedRequest[];
  readonly state: Held;
  readonly datadog: Held;
}

/**
 * What is wrong with a deploy under a fault, and with the next one without it; nothing when nothing is lost.
 */
export function objections(operation: Operation, deploy: Outcome, next: Outcome): string[] {
  return [
    ...repeatedCreations(deploy.requests),
    ...(deploy.succeeded ? inStep(deploy, 'after the deploy') : []),
    ...(next.succeeded ? inStep(next, 'after the next deploy') : forgotten(operation, next)),
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
    const isRefused = status === 409 || status === 429 || fault === '429' || fault === 'refuse';
    if (!isRefused) perhapsDone.set(name, fault ?? String(status));
    return earlier ? [`a POST of "${name}" was repeated after ${earlier}, which may have taken effect`] : [];
  });
}

function inStep({ state, datadog }: Outcome, when: string): string[] {
  return JSON.stringify(state) === JSON.stringify(datadog)
    ? []
    : [`${when} the state has ${JSON.stringify(state)} and Datadog has ${JSON.stringify(datadog)}`];
}

/**
 * The one way in which the next deploy may stop: the auth method is there, and the person is told how to
 * import it.
 */
function forgotten(operation: Operation, { flat, text, state, datadog }: Outcome): string[] {
  const isImportable = operation === 'create' && Object.keys(datadog).length === 1 && /\bimport\b/.test(flat);
  return isImportable && Object.keys(state).length === 0
    ? []
    : [`the next deploy stops and does not say how to import what is there: ${text}`];
}
