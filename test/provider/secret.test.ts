import fc, { runs } from '../helpers/random';
import { startEmulator, type Emulator } from '../../lib/emulator';
import { UNKNOWN, type ObjectValue, type Value } from '../../lib/plugin/value';
import type { Resource } from '../../lib/plugin/provider';
import { datadogWebhooksProvider } from '../../lib/provider/provider';
import { isSent, privateAfter, privateUncertain, secretStatus } from '../../lib/provider/secret';
import { TYPE } from '../helpers/terraform';

const NONE = new Uint8Array();
const config = (secret: Value, version: Value = null): ObjectValue => ({
  client_secret_wo: secret,
  client_secret_wo_version: version,
});
const prior = (version: Value = null): ObjectValue => ({ client_secret_wo_version: version });
const change = (given: ObjectValue, before: ObjectValue | null = null) => ({ prior: before, config: given });
const tagged = (secret: string) => privateAfter(true, change(config(secret)), NONE);

describe('the status of the client secret', () => {
  test.each([
    ['no secret in the code', prior(), config(null), tagged('a'), 'unchanged'],
    ['the secret of the tag', prior(), config('a'), tagged('a'), 'unchanged'],
    ['another than that of the tag', prior(), config('b'), tagged('a'), 'changed'],
    ['no tag, as after an import', prior(), config('a'), NONE, 'unverified'],
    ['not known yet', prior(), config(UNKNOWN), tagged('a'), 'unknown'],
    ['not known yet and no tag', prior(), config(UNKNOWN), NONE, 'unverified'],
    ['the same version', prior(1), config('b', 1), NONE, 'unchanged'],
    ['the same version of a secret not known yet', prior(1), config(UNKNOWN, 1), NONE, 'unchanged'],
    ['another version', prior(1), config('a', 2), NONE, 'changed'],
    ['a version not known yet', prior(1), config('a', UNKNOWN), NONE, 'unknown'],
    ['another version and no secret', prior(1), config(null, 2), NONE, 'unchanged'],
    ['a first version, the secret of the tag', prior(), config('a', 1), tagged('a'), 'unchanged'],
    ['a first version, another secret', prior(), config('b', 1), tagged('a'), 'changed'],
    ['a first version after an import', prior(), config('a', 1), NONE, 'unverified'],
    ['private data that is no JSON', prior(), config('a'), new Uint8Array([1, 2]), 'unverified'],
    [
      'private data of another shape',
      prior(),
      config('a'),
      Buffer.from('{"secret":{"tag":7}}'),
      'unverified',
    ],
    [
      'private data of another shape and the same version',
      prior(1),
      config('a', 1),
      Buffer.from('[]'),
      'unchanged',
    ],
    ['what is not certain', prior(), config('a'), privateUncertain(), 'unverified'],
    [
      'what is not certain under the same version',
      prior(1),
      config('a', 1),
      privateUncertain(),
      'unverified',
    ],
    ['what is not certain and no secret', prior(), config(null), privateUncertain(), 'unchanged'],
    ['no version any more', prior(1), config('a'), NONE, 'unverified'],
  ] as const)('%s: %#', (_, before, given, stored, status) => {
    expect(secretStatus(before, given, stored)).toBe(status);
  });

  test('what was sent is what gets a new tag, and a version keeps none', () => {
    const stored = tagged('a');

    expect(privateAfter(false, change(config('a')), stored)).toStrictEqual(stored);
    expect(privateAfter(true, change(config('a', 1)), stored)).toHaveLength(0);
    expect(privateAfter(true, change(config('a', 1)), privateUncertain())).toHaveLength(0);
    expect(privateAfter(false, change(config(null, 1)), privateUncertain())).toStrictEqual(
      privateUncertain(),
    );
    expect(privateAfter(false, change(config('a', 1)), stored)).toHaveLength(0);
    expect(Buffer.from(privateAfter(true, change(config('a')), stored))).not.toStrictEqual(
      Buffer.from(stored),
    );
  });

  test('equal secrets do not show as equal, and a tag has twenty bits', () => {
    const tags = Array.from({ length: 200 }, () => JSON.parse(Buffer.from(tagged('same')).toString()).secret);

    expect(new Set(tags.map(({ salt }) => salt)).size).toBe(200);
    expect(new Set(tags.map(({ tag }) => tag)).size).toBeGreaterThan(190);
    for (const { tag } of tags) expect(tag).toMatch(/^[0-9a-f]{5}$/);
  });
});

/** Secrets of all kinds that Terraform can hold: it normalises text, and no lone surrogate gets through. */
const anySecret = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
    fc.string({
      unit: fc.constantFrom('"', "'", '\\', '\n', '\r', '\t', '\0', '%', '$', '{', '}'),
      minLength: 1,
    }),
    fc.string({ minLength: 1_000, maxLength: 5_000 }),
    fc.json(),
    fc.uint8Array({ minLength: 1 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    fc.constantFrom('null', 'true', '0', '-', '\u00d4\0\0', '***', ' ', '\u{1f511}'),
  )
  .map((text) => text.normalize('NFC'));

describe('any client secret', () => {
  let emulator: Emulator;
  let resource: Resource;
  const call = { signal: new AbortController().signal };
  beforeAll(async () => {
    emulator = await startEmulator();
    const provider = datadogWebhooksProvider('0.0.0');
    const nothing = Object.fromEntries(Object.keys(provider.schema.attributes).map((name) => [name, null]));
    await provider.configure({ ...nothing, api_url: emulator.url, api_key: 'api', app_key: 'app' }, call);
    resource = provider.resources[TYPE] as Resource;
  });
  afterAll(() => emulator.close());

  test('is sent exactly, noticed when it changed, and not noticed when it is the same', async () => {
    let count = 0;
    await fc.assert(
      fc.asyncProperty(anySecret, anySecret, async (first, second) => {
        count += 1;
        const declared = (secret: string): ObjectValue => ({
          ...Object.fromEntries(Object.keys(resource.schema.attributes).map((name) => [name, null])),
          name: `m${count}`,
          access_token_url: 'https://login.example.com/token',
          client_id: 'c',
          client_secret_wo: secret,
        });
        const created = await resource.plan(
          { prior: null, proposed: declared(first), config: declared(first), private: NONE },
          call,
        );
        const { state, private: stored } = await resource.create(
          { planned: created.planned, config: declared(first), private: created.private },
          call,
        );
        expect(emulator.secretOf(`m${count}`)).toBe(first);
        const before = state as ObjectValue;

        for (const secret of [first, second]) {
          const given = declared(secret);
          const proposed = { ...before, client_secret_wo: secret };
          const { planned } = await resource.plan(
            { prior: before, proposed, config: given, private: stored },
            call,
          );
          expect(planned.client_secret_revision).toBe(secret === first ? 1 : UNKNOWN);
          const { diagnostics } = await resource.update(
            { prior: before, planned, config: given, private: stored },
            call,
          );
          expect(diagnostics).toStrictEqual([]);
          expect(emulator.secretOf(`m${count}`)).toBe(secret);
        }
        emulator.remove(`m${count}`);
        emulator.clearRequests();
      }),
      // A tag of 20 bits misses one rotation in a million; the seed makes sure that it is none of these.
      { numRuns: runs(2_000), seed: 20 },
    );
  });
});

test('the fates that send are the two', () => {
  expect((['unchanged', 'changed', 'unverified', 'unknown'] as const).filter(isSent)).toStrictEqual([
    'changed',
    'unverified',
  ]);
});
