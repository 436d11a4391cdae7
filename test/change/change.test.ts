import { COMPARED, ROWS, SECRET, type ComparedName } from '../../lib/attributes';
import {
  changes,
  changesToken,
  NOT_KNOWN,
  requestAttributes,
  type KnownValues,
} from '../../lib/change/change';
import { METHOD_TAG, requestBody } from '../../lib/wire/request';
import { valuesOf } from '../helpers/auth-method';

/** Two values of an attribute that mean different things. */
const twoValues = (name: ComparedName) => [`first-${name}`, `second-${name}`] as const;

const clearable = (name: ComparedName) => ROWS.find((row) => row.wire === name)?.clearable === true;

/** What an attribute can be: its two values and, where the table allows it, none. */
const held = (name: ComparedName): readonly (string | null)[] =>
  clearable(name) ? [null, ...twoValues(name)] : twoValues(name);

const PRIOR = Object.fromEntries(
  COMPARED.map((name) => [name, twoValues(name)[0]]),
) as unknown as KnownValues;

const TRANSITIONS = COMPARED.flatMap((name) =>
  held(name).flatMap((from) => held(name).map((to) => ({ name, from, to }))),
);

describe('the body of a PATCH', () => {
  test.each(TRANSITIONS)(
    'carries for $name from $from to $to that key alone, or is not sent',
    ({ name, from, to }) => {
      const list = changes({ ...PRIOR, [name]: from }, { ...PRIOR, [name]: to }, false);

      expect(JSON.parse(JSON.stringify(requestBody(requestAttributes(list, null))))).toStrictEqual({
        data: { type: METHOD_TAG, attributes: from === to ? {} : { [name]: to } },
      });
      expect(list).toHaveLength(from === to ? 0 : 1);
    },
  );

  test.each(TRANSITIONS.filter(({ from, to }) => from !== to))(
    'carries $name from $from to $to beside another change and a new secret',
    ({ name, from, to }) => {
      const other = name === 'client_id' ? 'name' : 'client_id';
      const list = changes(
        { ...PRIOR, [name]: from },
        { ...PRIOR, [name]: to, [other]: twoValues(other)[1] },
        true,
      );

      expect(requestBody(requestAttributes(list, 's3cret'))).toStrictEqual({
        data: {
          type: METHOD_TAG,
          attributes: { [name]: to, [other]: twoValues(other)[1], [SECRET]: 's3cret' },
        },
      });
    },
  );

  test('carries the secret alone when only the secret is new', () => {
    expect(requestAttributes(changes(PRIOR, PRIOR, true), 's3cret')).toStrictEqual({ [SECRET]: 's3cret' });
  });
});

describe('the body of a POST', () => {
  test.each(
    COMPARED.filter(clearable).flatMap((name) => [
      { name, value: null },
      { name, value: twoValues(name)[0] },
    ]),
  )('has $name when it is $value only if that is a value', ({ name, value }) => {
    const { [name]: _left, ...others } = PRIOR as Record<string, string | null>;

    expect(requestAttributes(changes(null, { ...PRIOR, [name]: value }, true), 's3cret')).toStrictEqual({
      ...others,
      ...(value === null ? {} : { [name]: value }),
      [SECRET]: 's3cret',
    });
  });
});

test('an attribute that is not known until apply may change, whatever it was', () => {
  for (const name of COMPARED) {
    expect(changes(PRIOR, { ...PRIOR, [name]: NOT_KNOWN }, false)).toStrictEqual([
      { attribute: name, kind: 'unknown' },
    ]);
  }
});

test.each([
  ['read write', 'write read', false],
  ['read write', '  read \t write ', false],
  ['read write', 'read write read', false],
  ['read write', 'read writes', true],
  ['read write', 'read', true],
  ['read', 'READ', true],
])('scope %j to %j is a change: %s', (from, to, changed) => {
  expect(changes({ ...PRIOR, scope: from }, { ...PRIOR, scope: to }, false)).toStrictEqual(
    changed ? [{ attribute: 'scope', kind: 'set', value: to }] : [],
  );
});

test('the order of words means something everywhere but in scope', () => {
  expect(changes({ ...PRIOR, name: 'a b' }, { ...PRIOR, name: 'b a' }, false)).toStrictEqual([
    { attribute: 'name', kind: 'set', value: 'b a' },
  ]);
});

test('the same text in another Unicode normal form is no change', () => {
  expect(changes({ ...PRIOR, name: 'Zoe\u0308' }, { ...PRIOR, name: 'Zo\u00eb' }, false)).toStrictEqual([]);
});

test('a token is asked for with everything but the name', () => {
  const changed = (list: ReturnType<typeof changes>) =>
    list.map((change) => [change.attribute, changesToken([change])]);
  const all = valuesOf({ name: 'a', access_token_url: 'b', client_id: 'c', audience: 'd', scope: 'e' });
  expect(changed(changes(null, all, true))).toStrictEqual([
    ['name', false],
    ['access_token_url', true],
    ['client_id', true],
    ['audience', true],
    ['scope', true],
    ['client_secret', true],
  ]);
  expect(changesToken([])).toBe(false);
});
