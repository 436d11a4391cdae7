import { startEmulator } from '../../lib/emulator';
import { LongWait } from '../../lib/provider/long-wait';
import { DECLARED, inProcess } from './in-process';

test('the first long wait of a walk is reported, once', () => {
  const longWait = new LongWait();
  expect(longWait.take()).toEqual([]);
  longWait.add({ milliseconds: 63_400, reason: 'GET /x was answered 429: Too many requests.' });
  longWait.add({ milliseconds: 70_000, reason: 'another' });

  expect(longWait.take()).toMatchObject([
    {
      severity: 'warning',
      summary: 'A call to Datadog waited 63 s before it succeeded',
      detail: expect.stringMatching(/^GET \/x was answered 429: Too many requests\.\n\n/),
    },
  ]);
  longWait.add({ milliseconds: 80_000, reason: 'a third' });
  expect(longWait.take()).toEqual([]);
});

test('the provider hands out the warning after the call that waited', async () => {
  const emulator = await startEmulator({
    faults: [{ kind: 429, method: 'POST', rateLimitReset: 63 }],
  });
  const { create, provider } = await inProcess(emulator.url);
  expect(provider.notices?.()).toEqual([]);
  expect(await create(DECLARED)).toMatchObject({ diagnostics: [] });

  expect(provider.notices?.()).toMatchObject([
    {
      severity: 'warning',
      summary: expect.stringMatching(/^A call to Datadog waited 6\d s before it succeeded$/),
    },
  ]);
  expect(provider.notices?.()).toEqual([]);
  await emulator.close();
});
