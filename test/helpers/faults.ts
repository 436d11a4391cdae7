import type { Emulator } from '../../lib/emulator';

/**
 * The last line of a test with faults: fails it when a fault was not met as often as it was meant to be,
 * since such a test has not tested what it is about. A fault without end has to be met at least
 * once.
 */
export function expectAllMet(emulator: Emulator): void {
  const unmet = emulator.faults().filter(({ fault: { count = 1 }, fired }) => {
    return fired < (count === Infinity ? 1 : count);
  });
  expect(unmet).toStrictEqual([]);
}
