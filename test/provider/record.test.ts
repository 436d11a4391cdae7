import fc, { runs } from '../helpers/random';
import { UNKNOWN, type ObjectValue } from '../../lib/plugin/value';
import {
  decodeRecord,
  encodeRecord,
  newTag,
  secretAfter,
  secretStatus,
  type PrivateRecord,
  type SecretInCode,
} from '../../lib/provider/record';
import { configOf, PAYMENTS } from '../helpers/auth-method';
import { emulateDatadog, emulator, inProcess } from './in-process';

const code = (secret: SecretInCode['secret'], version: SecretInCode['version'] = null): SecretInCode => ({
  secret,
  version,
});
const EMPTY: PrivateRecord = { resource: 'r' };
const UNVERIFIED: PrivateRecord = { resource: 'r', secret: 'unverified' };
const tagged = (secret: string): PrivateRecord => ({ resource: 'r', secret: newTag(secret) });

describe('the status of the client secret', () => {
  test.each([
    ['no secret in the code', null, code(null), tagged('a'), 'unchanged'],
    ['the secret of the tag', null, code('a'), tagged('a'), 'unchanged'],
    ['another than that of the tag', null, code('b'), tagged('a'), 'changed'],
    ['no tag, as after an import', null, code('a'), EMPTY, 'unverified'],
    ['not known yet', null, code(UNKNOWN), tagged('a'), 'unknown'],
    ['not known yet and no tag', null, code(UNKNOWN), EMPTY, 'unverified'],
    ['the same version', 1, code('b', 1), EMPTY, 'unchanged'],
    ['the same version of a secret not known yet', 1, code(UNKNOWN, 1), EMPTY, 'unchanged'],
    ['another version', 1, code('a', 2), EMPTY, 'changed'],
    ['a version not known yet', 1, code('a', UNKNOWN), EMPTY, 'unknown'],
    ['another version and no secret', 1, code(null, 2), EMPTY, 'unchanged'],
    ['a first version, the secret of the tag', null, code('a', 1), tagged('a'), 'unchanged'],
    ['a first version, another secret', null, code('b', 1), tagged('a'), 'changed'],
    ['a first version after an import', null, code('a', 1), EMPTY, 'unverified'],
    ['what is not certain', null, code('a'), UNVERIFIED, 'unverified'],
    ['what is not certain under the same version', 1, code('a', 1), UNVERIFIED, 'unverified'],
    ['what is not certain and no secret', null, code(null), UNVERIFIED, 'unchanged'],
    ['no version any more', 1, code('a'), EMPTY, 'unverified'],
  ] as const)('%s: %#', (_, before, given, record, status) => {
    expect(secretStatus(given, before, record)).toBe(status);
  });

  test('what was sent is what gets a new tag, and a version keeps none', () => {
    const stored = tagged('a');

    expect(secretAfter(false, code('a'), null, stored)).toStrictEqual({ secret: stored.secret });
    expect(secretAfter(true, code('a', 1), null, stored)).toStrictEqual({});
    expect(secretAfter(true, code('a', 1), null, UNVERIFIED)).toStrictEqual({});
    expect(secretAfter(false, code(null, 1), null, UNVERIFIED)).toStrictEqual({ secret: 'unverified' });
    expect(secretAfter(false, code(null, 2), 1, EMPTY)).toStrictEqual({ secret: 'unverified' });
    expect(secretAfter(false, code('a', 1), null, stored)).toStrictEqual({});
    expect(secretAfter(true, code('a'), null, stored)).not.toStrictEqual({ secret: stored.secret });
  });

  test('equal secrets do not show as equal, and a tag has twenty bits', () => {
    const tags = Array.from({ length: 200 }, () => newTag('same'));

    expect(new Set(tags.map(({ salt }) => salt)).size).toBe(200);
    expect(new Set(tags.map(({ tag }) => tag)).size).toBeGreaterThan(190);
    for (const { tag } of tags) expect(tag).toMatch(/^[0-9a-f]{5}$/);
  });
});

describe('the record in the private data', () => {
  test('is read as it was written', () => {
    const record: PrivateRecord = {
      ...tagged('a'),
      unanswered: { scope: null, name: 'payments' },
      plan: { id: '9e9c7e3e-e872-45b9-ad57-df0e745c432e', keepsSecret: true },
    };

    expect(decodeRecord(encodeRecord(record))).toStrictEqual(record);
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '\x01\x02'],
    ['JSON of another shape', '[]'],
    ['values of another shape', '{"resource":7,"secret":{"tag":7},"unanswered":[],"plan":{"id":7}}'],
  ])('that is %s is that of a resource nobody knows', (_, text) => {
    const [one, other] = [decodeRecord(Buffer.from(text)), decodeRecord(Buffer.from(text))];

    expect(one).toStrictEqual({ resource: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(one.resource).not.toBe(other.resource);
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
  emulateDatadog();

  test('is sent exactly, noticed when it changed, and not noticed when it is the same', async () => {
    const { create, plan, resource, call } = await inProcess();
    let count = 0;
    await fc.assert(
      fc.asyncProperty(anySecret, anySecret, async (first, second) => {
        const name = `m${(count += 1)}`;
        const declared = (secret: string) => configOf({ ...PAYMENTS, name, client_secret_wo: secret });
        const { state, private: stored } = await create(declared(first));
        expect(emulator.secretOf(name)).toBe(first);
        const prior = state as ObjectValue;

        for (const secret of [first, second]) {
          const config = declared(secret);
          const { planned } = await plan(config, prior, stored);
          expect(planned.client_secret_revision).toBe(secret === first ? 1 : UNKNOWN);
          const { diagnostics } = await resource.update({ prior, planned, config, private: stored }, call);
          expect(diagnostics).toStrictEqual([]);
          expect(emulator.secretOf(name)).toBe(secret);
        }
        emulator.remove(name);
        emulator.clearRequests();
      }),
      // A tag of 20 bits misses one rotation in a million; the seed makes sure that it is none of these.
      { numRuns: runs(2_000), seed: 20 },
    );
  });
});
