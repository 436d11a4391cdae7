import { readObject, writeObject } from '../../../lib/plugin/values';
import { fixture } from '../fixture';
import { diagnostic } from '../fixture-calls';
import { callerOf } from './routes';

const call = callerOf(fixture);
const type = fixture.dataSources.look!.schema.attributes;
const config = (at: string) => writeObject({ at, seen: null }, type);

test('a configuration is checked by the data source', async () => {
  const validate = (at: string) =>
    call('ValidateDataResourceConfig', { typeName: 'look', config: config(at) });
  await expect(validate('there')).resolves.toEqual({ diagnostics: [] });
  await expect(validate('')).resolves.toEqual({
    diagnostics: [diagnostic('ERROR', 'Where?', { attribute: 'at' })],
  });
});

test('what it sees is answered', async () => {
  const answer = await call('ReadDataSource', { typeName: 'look', config: config('there') });
  expect({ ...answer, state: readObject(answer.state, type) }).toEqual({
    state: { at: 'there', seen: 'it' },
    diagnostics: [],
  });
});
