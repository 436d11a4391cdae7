import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmulatorError, startEmulator } from '../../lib/emulator';
import { COLLECTION_PATH, LIST_PATH, methodPath } from '../../lib/wire/routes';
import { ask, bodyOf, created, PAYMENTS, PAYMENTS_SHOWN, started, TAG } from './started';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'emulator-'));
  file = join(folder, 'datadog.json');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ENTRY = {
  type: 'webhooks-auth-method',
  attributes: { protocol: 'oauth2-client-credentials' },
};

function kept(): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

test('the file holds the list that Datadog would answer, after each change', async () => {
  const emulator = await started({ file });
  expect(kept()).toStrictEqual({ data: [], included: [] });
  const id = await created(emulator);
  await ask(emulator, 'PATCH', methodPath(id), { body: bodyOf({ scope: 'read', client_secret: 'rotated' }) });
  const whole = {
    data: [{ id, ...ENTRY, relationships: { 'oauth2-client-credentials': { data: { id, type: TAG } } } }],
    included: [{ id, type: TAG, attributes: { ...PAYMENTS_SHOWN, scope: 'read' } }],
  };
  expect(kept()).toStrictEqual(whole);
  emulator.edit(id, { scope: null });
  expect(kept()).toStrictEqual({ ...whole, included: [{ id, type: TAG, attributes: PAYMENTS_SHOWN }] });
  emulator.remove(id);
  expect(kept()).toStrictEqual({ data: [], included: [] });
});

test('a later emulator goes on from the file, without the secrets', async () => {
  const first = await started({ file });
  const id = await created(first);
  first.add({ ...PAYMENTS, name: 'billing' });
  await first.close();
  const second = await started({ file });
  expect(second.methods()).toStrictEqual(first.methods());
  expect(second.secretOf(id)).toBeUndefined();
  expect(second.requests).toStrictEqual([]);
  await ask(second, 'PATCH', methodPath(id), { body: bodyOf({ audience: 'a' }) });
  expect(second.methods()[0]).toStrictEqual({ id, attributes: { ...PAYMENTS_SHOWN, audience: 'a' } });
  expect((await ask(second, 'POST', COLLECTION_PATH, { body: bodyOf(PAYMENTS) })).status).toBe(409);
});

test('the file is its owner’s alone and holds no secret, whatever was there before', async () => {
  writeFileSync(file, '{"data":[],"included":[]}');
  chmodSync(file, 0o644);
  const emulator = await started({ file });
  await created(emulator);
  expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
  expect(readFileSync(file, 'utf8')).not.toMatch(/payments-secret|the-api-key|the-app-key/);
});

test('a request that changes nothing does not touch the file', async () => {
  const emulator = await started({ file });
  const id = await created(emulator);
  const before = statSync(file).ino;
  await ask(emulator, 'GET', methodPath(id));
  await ask(emulator, 'POST', COLLECTION_PATH, { body: bodyOf(PAYMENTS) });
  expect(statSync(file).ino).toBe(before);
});

test('a change that cannot be kept is answered 500 and did not happen', async () => {
  const emulator = await started({ file });
  rmSync(folder, { recursive: true });
  const { status, body } = await ask(emulator, 'POST', COLLECTION_PATH, { body: bodyOf(PAYMENTS) });
  expect(status).toBe(500);
  expect((body as { errors: string[] }).errors).toStrictEqual([
    expect.stringMatching(/^The emulator cannot store its auth methods in the file ".*": ENOENT.*write\.$/),
  ]);
  expect(() => emulator.add(PAYMENTS)).toThrow(EmulatorError);
  expect(emulator.methods()).toStrictEqual([]);
  expect((await ask(emulator, 'GET', LIST_PATH)).status).toBe(200);
});

test.each([
  ['is not JSON', ''],
  ['is not JSON', '{"data":[],"incl'],
  ['has no array "data"', '{"name":"something"}'],
  [
    'has an auth method in "included" that has no UUID in "id"',
    JSON.stringify({ data: [], included: [{ id: '7', type: TAG, attributes: PAYMENTS_SHOWN }] }),
  ],
  ['contains something that no emulator wrote', '{"data":[{"id":"7"}]}'],
  ['contains something that no emulator wrote', '{"data":[],"included":[],"note":"mine"}'],
])('a file that %s is reported and unchanged', async (problem, content) => {
  writeFileSync(file, content);
  await expect(startEmulator({ file })).rejects.toMatchObject({
    name: 'EmulatorError',
    message: `The emulator cannot use the file ${JSON.stringify(file)}: it ${problem}. The file is unchanged. Correct it, delete it to start without auth methods, or name another file.`,
  });
  expect(readFileSync(file, 'utf8')).toBe(content);
});

test.each([
  ['a folder', () => folder],
  ['a file in a folder that is not there', () => join(folder, 'missing', 'datadog.json')],
])('%s cannot be the file, which is reported before it listens', async (_what, name) => {
  await expect(startEmulator({ file: name() })).rejects.toThrow(
    /^The emulator cannot store its auth methods in the file ".*": E(ISDIR|NOENT).*\. Name a file that you can read and write\.$/,
  );
});
