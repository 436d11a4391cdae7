import type { Emulator } from '../../lib/emulator';

/**
 * The last line of a test with faults: fails it when a fault was not met as often as it was meant to be,
 * since such a test has not tested what it is about. A fault without end has to be met at least
 * once. Answers how often each was met.
 */
export function expectAllMet(emulator: Emulator): string[] {
  const counts = emulator.faults().map(({ fault, requests, fired }) => {
    const { kind, method = '*', count = 1 } = fault;
    const wanted = count === Infinity ? 1 : count;
    return { text: `${method}:${kind} met by ${fired} of ${requests}`, missing: fired < wanted };
  });
  const unmet = counts.filter(({ missing }) => missing).map(({ text }) => text);
  if (unmet.length > 0)
    throw new Error(`Faults that were not met as often as they were set: ${unmet.join('; ')}`);
  return counts.map(({ text }) => text);
}
