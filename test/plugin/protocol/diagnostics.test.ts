import { attributePath, diagnosticMessages } from '../../../lib/plugin/protocol/diagnostics';
import { Diagnostic_Severity } from '../../../lib/plugin/generated/tfplugin6';
import { conceal } from '../../../lib/plugin/redact';
import type { AttributeType } from '../../../lib/plugin/value';

const type: AttributeType = ['object', { l: ['list', ['object', { a: ['map', 'string'] }]] }];

test.each<[readonly (string | number)[], object[]]>([
  [[], []],
  [
    ['l', 2],
    [{ attributeName: 'l' }, { elementKeyInt: 2 }],
  ],
  [
    ['l', 0, 'a', 'k'],
    [{ attributeName: 'l' }, { elementKeyInt: 0 }, { attributeName: 'a' }, { elementKeyString: 'k' }],
  ],
  [
    ['t', 1, 'k'],
    [{ attributeName: 't' }, { elementKeyInt: 1 }, { elementKeyString: 'k' }],
  ],
  [
    ['none', 'k'],
    [{ attributeName: 'none' }, { elementKeyString: 'k' }],
  ],
])('the path %j has names in objects, keys in maps and indices in lists', (path, steps) => {
  expect(attributePath(path, type)).toEqual({ steps });
});

test('concealed values are taken out of summary and detail', () => {
  conceal('hunter2');
  expect(
    diagnosticMessages(
      [{ severity: 'warning', summary: 'about hunter2', detail: 'really: "hunter2"', path: ['l'] }],
      type,
    ),
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
  const [message] = diagnosticMessages(
    [{ severity: 'error', summary: 'a\u001b[2J\r', detail: 'b\n\tc\u009b31m\u202ed\u2028' }],
    type,
  );
  expect([message!.summary, message!.detail]).toEqual([
    String.raw`a\u001b[2J\u000d`,
    'b\n\tc\\u009b31m\\u202ed\\u2028',
  ]);
});

test.each([
  '\0',
  '\b',
  '\v',
  '\u001f',
  '\u007f',
  '\u0080',
  '\u009f',
  '\u061c',
  '\u200e',
  '\u200f',
  '\u2028',
  '\u2029',
  '\u202a',
  '\u202e',
  '\u2066',
  '\u2069',
])('%j is shown as its code', (character) => {
  const [message] = diagnosticMessages([{ severity: 'error', summary: `a${character}b` }], type);
  expect(message!.summary).toBe(`a\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}b`);
});

test('a concealed value where a long text is cut is not shown by half', () => {
  conceal('concealed-at-the-cut');
  const summary = `${'x'.repeat(9_990)}concealed-at-the-cut`;
  const [message] = diagnosticMessages([{ severity: 'error', summary }], type);
  expect(message!.summary).toBe(`${'x'.repeat(9_990)}***`);
});

test('a text of megabytes is cut', () => {
  const [message] = diagnosticMessages([{ severity: 'error', summary: 'x'.repeat(10_001) }], type);
  expect(message!.summary).toBe(`${'x'.repeat(10_000)}… (cut)`);
});
