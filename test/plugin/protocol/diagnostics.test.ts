import { diagnosticMessages } from '../../../lib/plugin/protocol/diagnostics';
import { Diagnostic_Severity } from '../../../lib/plugin/generated/decode/tfplugin6';
import { conceal } from '../../../lib/plugin/redact';

test('concealed values are taken out of summary and detail', () => {
  conceal('hunter2');
  expect(
    diagnosticMessages([
      { severity: 'warning', summary: 'about hunter2', detail: 'really: "hunter2"', attribute: 'l' },
    ]),
  ).toEqual([
    {
      severity: Diagnostic_Severity.WARNING,
      summary: 'about ***',
      detail: 'really: "***"',
      attribute: { steps: [{ attributeName: 'l' }] },
    },
  ]);
});

test('what would steer a terminal or turn the text around is shown as its code; lines stay', () => {
  const [message] = diagnosticMessages([
    { severity: 'error', summary: 'a\u001b[2J\r', detail: 'b\n\tc\u009b31m\u202ed\u2028' },
  ]);
  expect([message!.summary, message!.detail]).toEqual([
    String.raw`a\u001b[2J\u000d`,
    'b\n\tc\\u009b31m\\u202ed\\u2028',
  ]);
});

test('a concealed value where a long text is cut is not shown by half', () => {
  conceal('concealed-at-the-cut');
  const summary = `${'x'.repeat(9_990)}concealed-at-the-cut`;
  const [message] = diagnosticMessages([{ severity: 'error', summary }]);
  expect(message!.summary).toBe(`${'x'.repeat(9_990)}***`);
});

test('a text of megabytes is cut', () => {
  const [message] = diagnosticMessages([{ severity: 'error', summary: 'x'.repeat(10_001) }]);
  expect(message!.summary).toBe(`${'x'.repeat(10_000)}… (cut)`);
});
