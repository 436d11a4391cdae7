import fc, { runs } from '../../helpers/random';
import type { Review } from '../../../lib/review';
import { changed } from '../../../lib/review/who';
import { finding, method, note, patch, reviewOf, sentence, stackOf, value, waysOutOf } from './reviews';

/** Values that were made to break out of a form. */
export const HOSTILE = [
  '',
  ' ',
  '`',
  '``',
  '` `` ```',
  '```\n@org/team',
  '~~~',
  '|',
  '\\|',
  '\\\\|',
  'a\\|b`|`c',
  '@octocat',
  'me@example.com',
  'mailto:me@example.com',
  '#12',
  'GH-12',
  'org/repo#12',
  '!12',
  '~label',
  '%milestone',
  '{+ added +}',
  '$1',
  'https://evil.example.com/?a=1&b=2',
  'www.evil.example.com',
  '[a link](https://evil.example.com)',
  '![an image](https://evil.example.com/x.png)',
  '<img src=x onerror=alert(1)>',
  '</code></summary></details><script>alert(1)</script>',
  '<!-- cdktf-datadog-webhooks review -->',
  '-->',
  ']]>',
  '&lt;b&gt;&#64;&amp;',
  '**bold** _it_ ~~gone~~',
  '/merge',
  '\n/merge\n',
  '\r\n/close',
  '::error::owned',
  ' ::set-output name=x::y',
  '##[error]owned',
  '##vso[task.setvariable variable=x]y',
  '\u001b[31mred\u001b]8;;https://evil.example.com\u0007',
  '\u009b31m',
  '\u202egnissalg\u202c',
  '\u2066\u2069\u200b\ufeff\u00ad',
  '\u2028\u2029\u0000\u007f',
  'deadbeefdeadbeefdeadbeefdeadbeefdeadbeef',
  '日本語のとても長い値がここに入りますのでご注意ください',
  '👩‍👩‍👧‍👦🇩🇪👍🏽❤️',
  'e\u0301\u0301\u0301\u0301 Z\u0351\u036b\u0343',
  '한국어 \u1112\u1161\u11ab',
  'שלום العربية',
  '(not set)',
  '***',
  '1. one',
  '- item',
  '# head',
  '> quote',
  '    code',
  '__proto__',
  'x'.repeat(400),
];

/** As hostile as chance makes them: pieces of the above among any characters. */
export const hostileText = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...HOSTILE, '`', '|', '\\', '@', '"', '<', '\n', '::', '##[', ' '),
        fc.string({ unit: 'binary', maxLength: 4 }),
      ),
      { maxLength: 6 },
    )
    .map((pieces) => pieces.join('')),
);

/** Six texts from elsewhere, in every place of a review that can hold one. */
export const SIX = fc.tuple(hostileText, hostileText, hostileText, hostileText, hostileText, hostileText);
export type Six = readonly [string, string, string, string, string, string];
export const EXAMPLES = HOSTILE.map((text): Six => [text, text, text, text, text, text]);

/** Checks a rule of reviews that hold any texts, and each of the hostile ones everywhere. */
export function whateverTheValues(numRuns: number, rule: (six: Six) => void): void {
  fc.assert(fc.property(SIX, rule), { numRuns: runs(numRuns), examples: EXAMPLES.map((six) => [six]) });
}

const MADE_AT = '2026-11-24T17:02:00.000Z';

export function reviewHolding([name, deployed, live, wanted, said, where]: Six): Review {
  const row = finding('client_id', 'conflict', [deployed, live, wanted]);
  const drifted = method('payments', {
    name: value(name),
    constructPath: where,
    action: 'update',
    attributes: [row],
    waysOut: waysOutOf(row, where),
    requests: [patch({ client_id: wanted }, sentence(said))],
    notes: [
      sentence(said),
      changed({ kind: 'changed', at: MADE_AT, by: said, via: 'api', program: said }),
    ].map(note),
    diagnostics: [{ severity: 'warning', blocks: false, summary: said, detail: `About ${said}` }],
  });
  const quiet = method('search', { name: value(name) });
  const stack = stackOf([drifted, quiet], { stack: where, notCompared: [note(sentence(said))] });
  const unmanaged = [{ id: said, name: value(name), changes: [] }];
  return { ...reviewOf([stack], { limits: [sentence(said)] }), unmanaged };
}
