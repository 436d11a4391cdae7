import fc, { runs } from '../helpers/random';
import { UNKNOWN } from '../../lib/plugin/value';
import {
  decodeRecord,
  encodeRecord,
  newTag,
  secretAfter,
  secretStatus,
  type PrivateRecord,
  type SecretInCode,
} from '../../lib/provider/record';

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

const anySecret = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
  fc.string({ minLength: 1_000, maxLength: 5_000 }),
  fc.constantFrom('null', '0', '\0', '"', '***', ' ', '\u{1f511}'),
);

test('any secret is noticed when it changed, and not when it is the same', () => {
  const property = fc.property(anySecret, anySecret, (first, second) => {
    const record = decodeRecord(encodeRecord(tagged(first)));
    for (const secret of [first, second])
      expect(secretStatus(code(secret), null, record)).toBe(secret === first ? 'unchanged' : 'changed');
  });
  // A tag of 20 bits misses one rotation in a million; the seed makes sure that it is none of these.
  fc.assert(property, { numRuns: runs(2_000), seed: 20 });
});
