import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PAYMENTS, started } from '../emulator/started';
import { drift, entry, plan } from '../review/plans';
import { command } from './command';

const run = command();
const folder = mkdtempSync(join(tmpdir(), 'who-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a search that gets no answer ends after 10 seconds, and the review goes on', async () => {
  const emulator = await started();
  const { id } = emulator.add(PAYMENTS);
  emulator.fault({ kind: 'hang', count: Infinity });
  const resource_drift = [drift({ id }, { id, scope: 'admin' })];
  writeFileSync(join(folder, 'plan.json'), plan({ resource_drift, resource_changes: [entry()] }));
  const env = { DD_HOST: emulator.url, DD_API_KEY: 'k', DD_APP_KEY: 'k' };
  const review = (...words: string[]) =>
    run.with({ cwd: folder, env }, 'review', '--plan', 'plan.json', '--refreshed', ...words).ended;

  const plain = await review();
  const start = performance.now();
  const who = await review('--who');
  expect(performance.now() - start).toBeGreaterThan(10_000);
  expect(who).toStrictEqual({
    ...plain,
    stdout: plain.stdout.replace(
      'Datadog shows no client secret',
      'The search of the audit trail is incomplete: the search took longer than 10 seconds.\n$&',
    ),
  });
}, 60_000);
