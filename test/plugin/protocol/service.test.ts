import * as messages from '../../../lib/plugin/generated/decode/tfplugin6';
import type { Resource } from '../../../lib/plugin/provider';
import { conceal } from '../../../lib/plugin/redact';
import type { Method } from '../../helpers/messages';
import { fixture, probe, SECRET } from '../fixture';
import { write } from '../fixture-calls';
import { callerOf } from './routes';

const { ERROR, WARNING } = messages.Diagnostic_Severity;
const none = new Uint8Array();
const STOPPED = {
  severity: ERROR,
  summary: 'Terraform asked the provider to stop before the operation began',
  detail: '',
  attribute: undefined,
};

type Answer = { readonly diagnostics: readonly messages.Diagnostic[] };

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

const METHODS = Object.keys(messages).flatMap((message) => {
  const name = message.replace(/_Request$/, '') as Method;
  const isUnary = message !== name && `${name}_Response` in messages;
  return isUnary && name !== 'StopProvider' ? [name] : [];
});

test.each(METHODS)('a notice goes out with one answer to %s, also with a failure', async (name) => {
  const notices = [{ severity: 'warning' as const, summary: 'The server was slow' }];
  const call = callerOf({ ...fixture, notices: () => notices.splice(0) });
  const answer = async () => (await call(name, messages[`${name}_Request`].decode(none) as never)) as Answer;
  await call('StopProvider', {});
  // Of the two that begin a walk, which succeed, the answer is not compared.
  const stopped = /^(GetProviderSchema|ConfigureProvider)$/.test(name) ? [] : [STOPPED];

  expect((await answer()).diagnostics).toEqual([
    ...stopped,
    { severity: WARNING, summary: 'The server was slow', detail: '', attribute: undefined },
  ]);
  expect((await answer()).diagnostics).toEqual(stopped);
});
