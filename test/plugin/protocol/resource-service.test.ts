import * as messages from '../../../lib/plugin/generated/decode/tfplugin6';
import { UNKNOWN, type ObjectValue, type Value } from '../../../lib/plugin/value';
import { fixture } from '../fixture';
import { blank, read, write } from '../fixture-calls';
import { callerOf } from './routes';

const call = callerOf(fixture);
const { ERROR, WARNING } = messages.Diagnostic_Severity;
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
      diagnostics: [
        {
          severity: WARNING,
          summary: 'Mind',
          detail: 'the step',
          attribute: { steps: [{ attributeName: 'tags' }] },
        },
      ],
    });
  });

  test.each<[string, Value]>([
    ['a value', 'x'],
    ['a value not known yet', UNKNOWN],
  ])(
    'a Terraform that cannot keep write-only attributes out of its state is refused %s',
    async (_case, value) => {
      const refusal = {
        severity: ERROR,
        summary: 'Write-only attribute not allowed',
        detail:
          '"secret_wo" must not be stored, and this version of Terraform cannot keep a value out of its state. ' +
          'Use Terraform 1.11 or newer, or OpenTofu 1.11 or newer.',
        attribute: { steps: [{ attributeName: 'secret_wo' }] },
      };
      await expect(validate({ secret_wo: value })).resolves.toEqual({ diagnostics: [refusal] });
      await expect(validate({ secret_wo: value }, false)).resolves.toEqual({ diagnostics: [refusal] });
      await expect(validate({ secret_wo: value }, true)).resolves.toEqual({ diagnostics: [] });
      await expect(validate({}, false)).resolves.toEqual({ diagnostics: [] });
    },
  );

  test.each(['nil', 'toString'])('a resource that the provider does not have (%s) is named', async (name) => {
    await expect(validate({}, true, name)).resolves.toEqual({
      diagnostics: [
        {
          severity: ERROR,
          summary: `This provider has no ${name}`,
          detail: '',
          attribute: undefined,
        },
      ],
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
  const importState = (id: string, typeName = 'probe') =>
    call('ImportResourceState', {
      typeName,
      id,
    });

  test('one object is answered, without write-only attributes', async () => {
    const { importedResources, diagnostics } = await importState('abc');
    expect(importedResources).toHaveLength(1);
    const [{ typeName, state, private: kept }] = importedResources as [
      messages.ImportResourceState_ImportedResource,
    ];
    expect({ typeName, state: read(state), kept: Buffer.from(kept).toString(), diagnostics }).toEqual({
      typeName: 'probe',
      state: { ...blank, id: 'abc' },
      kept: 'found',
      diagnostics: [],
    });
  });

  test('what is not there is answered with the resource’s error alone', async () => {
    await expect(importState('none')).resolves.toEqual({
      importedResources: [],
      diagnostics: [{ severity: ERROR, summary: 'No such thing', detail: '', attribute: undefined }],
    });
  });

  test('a resource that cannot be imported says so', async () => {
    await expect(importState('abc', 'fixed')).resolves.toEqual({
      importedResources: [],
      diagnostics: [
        { severity: ERROR, summary: 'fixed cannot be imported', detail: '', attribute: undefined },
      ],
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
  const refusal = (summary: string) => ({
    state: null,
    kept: [],
    diagnostics: [{ severity: ERROR, summary, detail: '', attribute: undefined }],
  });

  test('the resource gets its source, and its answer goes out without write-only attributes', async () => {
    await expect(move('thing')).resolves.toEqual({
      state: { ...blank, id: 'k', does: 'thing 3 of example.com/other/maker' },
      kept: [1, 2],
      diagnostics: [],
    });
  });

  test('one that the resource does not take is answered with its error alone', async () => {
    await expect(move('stranger')).resolves.toEqual(refusal('Not from there'));
  });

  test.each([
    ['a resource that takes none', { targetTypeName: 'fixed' }],
    ['an object without a state', { targetTypeName: 'probe', sourceState: storedState(null) }],
  ])('%s is told in words', async (_, given) => {
    await expect(move('thing', given)).resolves.toEqual(
      refusal(`thing of example.com/other/maker cannot be moved to ${given.targetTypeName}`),
    );
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
