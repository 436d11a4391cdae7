import * as messages from '../../../lib/plugin/generated/decode/tfplugin6';
import type { Resource } from '../../../lib/plugin/provider';
import { conceal } from '../../../lib/plugin/redact';
import type { Method } from '../../helpers/messages';
import { fixture, probe, SECRET } from '../fixture';
import { diagnostic, write } from '../fixture-calls';
import { callerOf } from './routes';

const none = new Uint8Array();
const STOPPED = diagnostic('ERROR', 'Terraform asked the provider to stop before the operation began');
const NOTICE = diagnostic('WARNING', 'The server was slow');

type Answer = { readonly diagnostics: readonly messages.Diagnostic[] };

/** Reads a probe, which does what it is told. */
function read(does: string) {
  const currentState = write({ id: '1', does });
  return callerOf(fixture)('ReadResource', { typeName: 'probe', currentState, private: Uint8Array.of(1) });
}

test('a diagnostic that a resource throws is all of the answer, so that Terraform keeps what it has', async () => {
  const refused = diagnostic('ERROR', 'Refused', { detail: 'It may not.', attribute: 'does' });
  await expect(read('refuse')).resolves.toEqual({ private: none, diagnostics: [refused] });
});

test('so is the diagnostic of an unexpected error, without secrets', async () => {
  conceal(SECRET);
  const detail =
    'it broke near ***\n\n' +
    'This is a defect of the provider, not of your configuration. Please report it.';
  await expect(read('throw')).resolves.toEqual({
    private: none,
    diagnostics: [diagnostic('ERROR', 'Unexpected error in the provider', { detail })],
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

  expect((await answer()).diagnostics).toEqual([...stopped, NOTICE]);
  expect((await answer()).diagnostics).toEqual(stopped);
});
