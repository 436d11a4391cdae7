import { UNKNOWN, type ObjectValue, type Value } from '../../../lib/plugin/value';
import { fixture } from '../fixture';
import { blank, diagnostic, read, write } from '../fixture-calls';
import { callerOf } from './routes';

const call = callerOf(fixture);
const private_ = Uint8Array.of(1, 2);
const storedState = (value: unknown) => ({ json: Buffer.from(JSON.stringify(value)) });

describe('validating', () => {
  const validate = (config: ObjectValue, writeOnlyAttributesAllowed?: boolean, typeName = 'probe') =>
    call('ValidateResourceConfig', {
      typeName,
      config: write(config),
      ...(writeOnlyAttributesAllowed !== undefined && {
        clientCapabilities: { writeOnlyAttributesAllowed },
      }),
    });

  test('the resource’s own words come with the place they are about', async () => {
    await expect(validate({ does: 'warn' })).resolves.toEqual({
      diagnostics: [diagnostic('WARNING', 'Mind', { detail: 'the step', attribute: 'tags' })],
    });
  });

  test.each<[string, Value]>([
    ['a value', 'x'],
    ['a value not known yet', UNKNOWN],
  ])(
    'a Terraform that cannot keep write-only attributes out of its state is refused %s',
    async (_case, value) => {
      const detail =
        '"secret_wo" must not be stored, and this version of Terraform cannot keep a value out of its state. ' +
        'Use Terraform 1.11 or newer, or OpenTofu 1.11 or newer.';
      const refusal = diagnostic('ERROR', 'Write-only attribute not allowed', {
        detail,
        attribute: 'secret_wo',
      });
      await expect(validate({ secret_wo: value })).resolves.toEqual({ diagnostics: [refusal] });
      await expect(validate({ secret_wo: value }, false)).resolves.toEqual({ diagnostics: [refusal] });
      await expect(validate({ secret_wo: value }, true)).resolves.toEqual({ diagnostics: [] });
      await expect(validate({}, false)).resolves.toEqual({ diagnostics: [] });
    },
  );

  test.each(['nil', 'toString'])('a resource that the provider does not have (%s) is named', async (name) => {
    await expect(validate({}, true, name)).resolves.toEqual({
      diagnostics: [diagnostic('ERROR', `This provider has no ${name}`)],
    });
  });
});

describe('reading', () => {
  const readResource = (state: ObjectValue) =>
    call('ReadResource', {
      typeName: 'probe',
      currentState: write(state),
      private: private_,
    });

  test('the state answered and the private data come back, without write-only attributes', async () => {
    const answer = await readResource({ id: '1', secret_wo: 'never stored' });
    expect(read(answer.newState)).toEqual({ ...blank, id: '1' });
    expect([...answer.private]).toEqual([1, 2]);
    expect(answer.diagnostics).toEqual([]);
  });

  test('an object that is gone is null', async () => {
    expect(read((await readResource({ does: 'vanish' })).newState)).toBeNull();
  });
});

describe('importing', () => {
  const importState = async (id: string, typeName = 'probe') => {
    const { importedResources, diagnostics } = await call('ImportResourceState', { typeName, id });
    const imported = importedResources.map((one) => ({
      ...one,
      state: read(one.state),
      private: Buffer.from(one.private).toString(),
    }));
    return { imported, diagnostics };
  };

  test('one object is answered, without write-only attributes', async () => {
    await expect(importState('abc')).resolves.toEqual({
      imported: [{ typeName: 'probe', state: { ...blank, id: 'abc' }, private: 'found' }],
      diagnostics: [],
    });
  });

  test.each([
    ['what is not there', 'none', 'probe', 'No such thing'],
    ['a resource that cannot be imported', 'abc', 'fixed', 'fixed cannot be imported'],
  ])('%s is answered with the error alone', async (_case, id, typeName, summary) => {
    await expect(importState(id, typeName)).resolves.toEqual({
      imported: [],
      diagnostics: [diagnostic('ERROR', summary)],
    });
  });
});

describe('moving an object of another type here', () => {
  const move = async (
    sourceTypeName: string,
    { sourceState = storedState({ key: 'k' }), targetTypeName = 'probe' } = {},
  ) => {
    const answer = await call('MoveResourceState', {
      sourceProviderAddress: 'example.com/other/maker',
      sourceTypeName,
      sourceSchemaVersion: 3,
      sourceState,
      targetTypeName,
      sourcePrivate: private_,
    });
    const { targetState, targetPrivate, diagnostics } = answer;
    return { state: read(targetState), kept: [...targetPrivate], diagnostics };
  };
  test('the resource gets its source, and its answer goes out without write-only attributes', async () => {
    await expect(move('thing')).resolves.toEqual({
      state: { ...blank, id: 'k', does: 'thing 3 of example.com/other/maker' },
      kept: [1, 2],
      diagnostics: [],
    });
  });

  const cannot = (target: string) => `thing of example.com/other/maker cannot be moved to ${target}`;
  test.each<[string, string, string, Parameters<typeof move>[1]]>([
    ['an object that the resource does not take', 'Not from there', 'stranger', {}],
    ['a resource that takes none', cannot('fixed'), 'thing', { targetTypeName: 'fixed' }],
    ['an object without a state', cannot('probe'), 'thing', { sourceState: storedState(null) }],
  ])('%s is answered with the error alone', async (_case, summary, type, source) => {
    await expect(move(type, source)).resolves.toEqual({
      state: null,
      kept: [],
      diagnostics: [diagnostic('ERROR', summary)],
    });
  });
});

test('missing attributes of a stored state become null, unknown ones go, write-only ones are null', async () => {
  const stored = { id: '1', does: 'x', tags: { a: 'b' }, secret_wo: 'old', gone: [1] };
  const { upgradedState, diagnostics } = await call('UpgradeResourceState', {
    typeName: 'probe',
    version: 0,
    rawState: storedState(stored),
  });
  expect({ state: read(upgradedState), diagnostics }).toEqual({
    state: { ...blank, id: '1', does: 'x', tags: { a: 'b' } },
    diagnostics: [],
  });
});
