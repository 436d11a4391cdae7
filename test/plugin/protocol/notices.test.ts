import * as messages from '../../../lib/plugin/generated/tfplugin6';
import type { Codec } from '../../helpers/plugin-client';
import { fixture } from '../fixture';
import { callerOf } from './routes';

const METHODS = [
  'GetProviderSchema',
  'ValidateProviderConfig',
  'ConfigureProvider',
  'ValidateResourceConfig',
  'UpgradeResourceState',
  'ReadResource',
  'PlanResourceChange',
  'ApplyResourceChange',
  'ImportResourceState',
  'MoveResourceState',
  'ValidateDataResourceConfig',
  'ReadDataSource',
] as const;

interface Answer {
  readonly diagnostics: readonly messages.Diagnostic[];
}

test.each(METHODS)('a notice goes out with one answer to %s, also when the call fails', async (name) => {
  const notices = [{ severity: 'warning' as const, summary: 'The server was slow' }];
  const call = callerOf({ ...fixture, notices: () => notices.splice(0) });
  const requests = messages[`${name}_Request`] as Codec<object>;
  const responses = messages[`${name}_Response`] as Codec<object> as Codec<Answer>;
  // Every field absent: a method that needs a type name answers with an error, beside which the notice
  // stands.
  const request = requests.decode(new Uint8Array());
  const diagnosticsOf = async () => (await call(name, requests, responses, request)).diagnostics;

  const first = await diagnosticsOf();
  expect(first.filter(({ severity }) => severity === messages.Diagnostic_Severity.WARNING)).toEqual([
    {
      severity: messages.Diagnostic_Severity.WARNING,
      summary: 'The server was slow',
      detail: '',
      attribute: undefined,
    },
  ]);
  expect(await diagnosticsOf()).toEqual(first.slice(0, -1));
});
