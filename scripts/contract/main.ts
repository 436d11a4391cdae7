/**
 * Compares the emulator with Datadog: `npm run contract` plays the same calls on both and prints each
 * difference. It needs DD_HOST, DD_API_KEY and DD_APP_KEY of an organisation for tests. There it creates an
 * auth method whose name begins with `contract-test-`, and deletes it in every case. It ends with 1 for a
 * difference, and with 2 when it cannot compare.
 */
import { randomBytes } from 'node:crypto';
import { startEmulator } from '../../lib/emulator';
import { differences, report } from './compare';
import { playStory, type Target } from './story';

function targetFrom(env: NodeJS.ProcessEnv): Target {
  const missing = ['DD_HOST', 'DD_API_KEY', 'DD_APP_KEY'].filter((name) => !env[name]);
  if (missing.length > 0)
    throw new Error(
      `${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} not set. ` +
        'Set DD_HOST to the URL of the API, such as https://api.datadoghq.com, and the two keys.',
    );
  const { DD_HOST: url = '', DD_API_KEY: apiKey = '', DD_APP_KEY: appKey = '' } = env;
  return { url, apiKey, appKey };
}

async function main(): Promise<void> {
  const target = targetFrom(process.env);
  const interrupted = new AbortController();
  // The story cleans up before it ends.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => interrupted.abort());
  const run = randomBytes(6).toString('hex');
  // With a limit that the story does not reach, its answers have the headers about it.
  await using emulator = await startEmulator({ rateLimit: { limit: 1_000_000, periodSeconds: 60 } });
  const service = await playStory(target, run, interrupted.signal);
  const keys = { apiKey: 'any', appKey: 'any' };
  const expected = await playStory({ url: emulator.url, ...keys }, run, interrupted.signal);
  const found = differences(service, expected);
  process.stdout.write(report(found));
  const calls = `${service.length} calls to ${new URL(target.url).host}`;
  console.log(
    `${calls}: ${found.length === 0 ? 'the emulator answers alike' : `${found.length} differences`}.`,
  );
  if (found.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  const cause = error instanceof Error && error.cause instanceof Error ? ` ${error.cause.message}` : '';
  console.error(error instanceof Error ? `${error.message}${cause}` : error);
  process.exitCode = 2;
});
