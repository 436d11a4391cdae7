import { writeObject } from '../../../lib/plugin/values';
import * as messages from '../../../lib/plugin/generated/decode/tfplugin6';
import { UNKNOWN, type Value } from '../../../lib/plugin/value';
import { fixture } from '../fixture';
import { diagnostic } from '../fixture-calls';
import { callerOf } from './routes';

const call = callerOf(fixture);
const config = (token: Value) => writeObject({ token }, fixture.schema.attributes);
const bytes = (text: string) => new Uint8Array(Buffer.from(text));
const attribute = {
  type: bytes('"string"'),
  description: '',
  descriptionKind: messages.StringKind.MARKDOWN,
  required: false,
  optional: false,
  computed: false,
  sensitive: false,
  writeOnly: false,
};

const schema = (attributes: readonly object[], description = '') => ({
  version: 0,
  block: { description, descriptionKind: messages.StringKind.MARKDOWN, attributes },
});

test('the schema has every attribute with what is true of it, and what the provider can do', async () => {
  const probe = schema(
    [
      { ...attribute, name: 'id', computed: true },
      { ...attribute, name: 'does', required: true, description: 'What happens.' },
      { ...attribute, name: 'tags', optional: true, type: bytes('["map","string"]') },
      { ...attribute, name: 'count_of', optional: true, sensitive: true, type: bytes('"number"') },
      { ...attribute, name: 'secret_wo', optional: true, writeOnly: true },
    ],
    'A probe.',
  );
  const look = schema([
    { ...attribute, name: 'at', required: true },
    { ...attribute, name: 'seen', computed: true },
  ]);
  expect(await call('GetProviderSchema', {})).toStrictEqual({
    provider: schema([{ ...attribute, name: 'token', optional: true, sensitive: true }]),
    resourceSchemas: { probe, fixed: probe },
    dataSourceSchemas: { look },
    diagnostics: [],
    listResourceSchemas: {},
    actionSchemas: {},
    serverCapabilities: {
      planDestroy: false,
      getProviderSchemaOptional: true,
      moveResourceState: true,
      generateResourceConfig: false,
    },
  });
});

describe('the configuration', () => {
  test.each<[string, messages.DynamicValue | undefined, messages.Diagnostic[]]>([
    ['a good one', config('abc'), []],
    ['one not known yet', config(UNKNOWN), []],
    ['none', undefined, []],
    ['a bad one', config(''), [diagnostic('ERROR', 'The token is empty', { attribute: 'token' })]],
  ])('%s is checked by the provider', async (_case, value, diagnostics) => {
    await expect(call('ValidateProviderConfig', { config: value })).resolves.toEqual({ diagnostics });
  });

  test('is handed to the provider, also with values not known yet', async () => {
    const request = { terraformVersion: '1.11.4', config: config(UNKNOWN) };
    await expect(call('ConfigureProvider', request)).resolves.toEqual({
      diagnostics: [diagnostic('WARNING', 'Not known yet')],
    });
  });
});
