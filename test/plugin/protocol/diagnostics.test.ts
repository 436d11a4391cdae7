import { diagnosticMessages } from '../../../lib/plugin/protocol/diagnostics';
import { conceal } from '../../../lib/plugin/redact';
import { diagnostic } from '../fixture-calls';

test('concealed values are taken out of summary and detail', () => {
  conceal('hunter2');
  expect(
    diagnosticMessages([
      { severity: 'warning', summary: 'about hunter2', detail: 'really: "hunter2"', attribute: 'l' },
    ]),
  ).toEqual([diagnostic('WARNING', 'about ***', { detail: 'really: "***"', attribute: 'l' })]);
});

conceal('concealed-at-the-cut');
test.each([
  [
    'what would steer a terminal or turn the text around is shown as its code; lines stay',
    'a\u001b[2J\r\n\tb\u009b31m\u202ec\u2028',
    'a\\u001b[2J\\u000d\n\tb\\u009b31m\\u202ec\\u2028',
  ],
  [
    'a concealed value where a long text is cut is not shown by half',
    `${'x'.repeat(9_990)}concealed-at-the-cut`,
    `${'x'.repeat(9_990)}***`,
  ],
  ['a text of megabytes is cut', 'x'.repeat(10_001), `${'x'.repeat(10_000)}… (cut)`],
])('%s', (_rule, text, sent) => {
  expect(diagnosticMessages([{ severity: 'error', summary: text, detail: text }])).toEqual([
    diagnostic('ERROR', sent, { detail: sent }),
  ]);
});
