import { EmulatorError, startEmulator, type EmulatorOptions } from '../../lib/emulator';

const keys = { apiKey: 'a', appKey: 'b' };
const cases: [EmulatorOptions, string][] = [
  [{ port: 65536 }, 'port must be a whole number from 0 to 65535, but is 65536'],
  [{ port: 1.5 }, 'port must be a whole number from 0 to 65535, but is 1.5'],
  [{ host: '' }, 'host must not be blank'],
  [{ latencyMs: -1 }, 'latencyMs must be a whole number from 0 to 3600000, but is -1'],
  [
    { rateLimit: { limit: 0, periodSeconds: 1 } },
    'rateLimit.limit must be a whole number of at least 1, but is 0',
  ],
  [
    { rateLimit: { limit: 1, periodSeconds: 0.5 } },
    'rateLimit.periodSeconds must be a whole number of at least 1, but is 0.5',
  ],
  [{ credentials: [keys, { bearerToken: '' }] }, 'credentials must not contain an empty key or token'],
  [{ credentials: [{ ...keys, appKey: '' }] }, 'credentials must not contain an empty key or token'],
];
test.each(cases)('%j is refused', async (options, problem) => {
  await expect(startEmulator(options)).rejects.toThrow(
    new EmulatorError(`The emulator's option ${problem}.`),
  );
});
