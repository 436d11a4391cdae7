import type { EmulatorFault, FaultCount, ReceivedRequest } from '../../lib/emulator';

let faults: readonly EmulatorFault[] | undefined;
let fired = 0;

/**
 * For a file that runs another file's stories again: one request in twenty goes wrong, in ways that a
 * deploy gets over by itself. A creation that may have taken effect only does where a look can tell; what
 * becomes of the others is in docs/reliability.md.
 *
 * @param seed chosen so that some of the few requests of the stories meet a fault
 */
export function underFaults(seed: number): void {
  const rules = [
    ['GET', 'reset-before', 0.02],
    ['GET', 'cut-body', 0.01],
    ['GET', 503, 0.02],
    ['POST', 'reset-after', 0.03],
    ['POST', 429, 0.02],
    ...(['PATCH', 'DELETE'] as const).flatMap(
      (method) =>
        [
          [method, 'reset-before', 0.02],
          [method, 'reset-after', 0.02],
          [method, 503, 0.01],
        ] as const,
    ),
  ] as const;
  // Each rule has luck of its own.
  faults = rules.map(([method, kind, probability], index) => ({
    method,
    kind,
    probability,
    seed: seed * 100 + index,
  }));
  afterAll(() => expect(fired).toBeGreaterThan(0));
}

export function faultsOfThisFile(): readonly EmulatorFault[] {
  return faults ?? [];
}

export function noteFaults(counts: readonly FaultCount[]): void {
  for (const count of counts) fired += count.fired;
}

/**
 * The requests as they would be without these faults: each one once, and without the looks of a lost
 * creation.
 */
export function asWithoutFaults(requests: readonly ReceivedRequest[]): readonly ReceivedRequest[] {
  if (!faults) return requests;
  const kept: ReceivedRequest[] = [];
  let lost: 'POST' | 'DELETE' | undefined;
  for (const request of requests) {
    const { method, fault, ...rest } = request;
    if (lost === 'POST' && (method === 'GET' || isSecretAlone(request))) {
      if (method === 'PATCH' && fault === undefined) lost = undefined;
    } else if (method === 'POST' && fault === 'reset-after') {
      lost = 'POST';
      kept.push({ method, ...rest, status: 201 });
    } else if (fault !== undefined) {
      if (method === 'DELETE' && fault === 'reset-after') lost = 'DELETE';
    } else if (method === 'DELETE' && lost === 'DELETE') {
      lost = undefined;
      kept.push({ ...request, status: 204 });
    } else kept.push(request);
  }
  return kept;
}

function isSecretAlone({ method, body }: ReceivedRequest): boolean {
  if (method !== 'PATCH') return false;
  const { attributes } = (body as { data: { attributes: object } }).data;
  return Object.keys(attributes).join() === 'client_secret';
}
