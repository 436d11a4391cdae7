import * as messages from '../../../lib/plugin/generated/decode/tfplugin6';
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

test.each(METHODS)('a notice goes out with one answer to %s, also when the call fails', async (name) => {
  const notices = [{ severity: 'warning' as const, summary: 'The server was slow' }];
  const call = callerOf({ ...fixture, notices: () => notices.splice(0) });
  // Every field absent: a method that needs a type name answers with an error, beside which the notice
  // stands.
  const request = messages[`${name}_Request`].decode(new Uint8Array());
  const diagnosticsOf = async () => (await call(name, request as never)).diagnostics;

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
