import { readObject, writeObject } from '../../../lib/plugin/values';
import * as messages from '../../../lib/plugin/generated/decode/tfplugin6';
import { fixture } from '../fixture';
import { callerOf } from './routes';

const call = callerOf(fixture);
const type = fixture.dataSources.look!.schema.attributes;
const config = (at: string) => writeObject({ at, seen: null }, type);
const read = (at: string, typeName = 'look') =>
  call('ReadDataSource', {
    typeName,
    config: config(at),
  });

test('a configuration is checked by the data source', async () => {
  const validate = (at: string) =>
    call('ValidateDataResourceConfig', { typeName: 'look', config: config(at) });
  await expect(validate('there')).resolves.toEqual({ diagnostics: [] });
  await expect(validate('')).resolves.toEqual({
    diagnostics: [
      {
        severity: messages.Diagnostic_Severity.ERROR,
        summary: 'Where?',
        detail: '',
        attribute: { steps: [{ attributeName: 'at' }] },
      },
    ],
  });
});

test('what it sees is answered', async () => {
  const { state, diagnostics } = await read('there');
  expect({ state: readObject(state, type), diagnostics }).toEqual({
    state: { at: 'there', seen: 'it' },
    diagnostics: [],
  });
});
