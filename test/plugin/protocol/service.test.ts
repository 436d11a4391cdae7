import * as messages from '../../../lib/plugin/generated/decode/tfplugin6';
import type { Resource } from '../../../lib/plugin/provider';
import { conceal } from '../../../lib/plugin/redact';
import { fixture, probe, SECRET } from '../fixture';
import { write } from '../fixture-calls';
import { callerOf } from './routes';

const { ERROR, WARNING } = messages.Diagnostic_Severity;
const none = new Uint8Array();

/** Reads a probe, which does what it is told. */
function read(does: string) {
  const currentState = write({ id: '1', does });
  return callerOf(fixture)('ReadResource', { typeName: 'probe', currentState, private: Uint8Array.of(1) });
}

test('a diagnostic that a resource throws is all of the answer, so that Terraform keeps what it has', async () => {
  await expect(read('refuse')).resolves.toEqual({
    newState: undefined,
    private: none,
    diagnostics: [
      {
        severity: ERROR,
        summary: 'Refused',
        detail: 'It may not.',
        attribute: { steps: [{ attributeName: 'does' }] },
      },
    ],
  });
});

test('so is the diagnostic of an unexpected error, without secrets', async () => {
  conceal(SECRET);
  await expect(read('throw')).resolves.toEqual({
    newState: undefined,
    private: none,
    diagnostics: [
      {
        severity: ERROR,
        summary: 'Unexpected error in the provider',
        detail:
          'it broke near ***\n\n' +
          'This is a defect of the provider, not of your configuration. Please report it.',
        attribute: undefined,
      },
    ],
  });
});

test('an answer that cannot be written is an unexpected error too', async () => {
  const broken = { ...probe, read: () => ({ state: null, private: 'text', diagnostics: [] }) };
  const call = callerOf({ ...fixture, resources: { probe: broken as unknown as Resource } });
  const currentState = write({ id: '1' });

  const answer = await call('ReadResource', { typeName: 'probe', currentState, private: none });

  expect(answer.diagnostics.map(({ summary }) => summary)).toEqual(['Unexpected error in the provider']);
});

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
  const request = messages[`${name}_Request`].decode(none);
  const diagnosticsOf = async () => (await call(name, request as never)).diagnostics;

  const first = await diagnosticsOf();
  expect(first.filter(({ severity }) => severity === WARNING)).toEqual([
    { severity: WARNING, summary: 'The server was slow', detail: '', attribute: undefined },
  ]);
  expect(await diagnosticsOf()).toEqual(first.slice(0, -1));
});
