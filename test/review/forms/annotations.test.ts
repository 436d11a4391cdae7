import { annotations } from '../../../lib/review/forms';
import { reviewHolding, whateverTheValues } from './hostile';
import { conflict, reviewOf, stackOf } from './reviews';

test('ten of a level are written, and the last one says how many are not shown', () => {
  const conflicts = Array.from({ length: 23 }, (_, index) => conflict(`m${index}`, ['a', 'b', 'c']));
  const lines = annotations(reviewOf([stackOf(conflicts)]))
    .trimEnd()
    .split('\n');
  expect(lines).toHaveLength(10);
  expect(lines.filter((line) => line.includes('not shown'))).toEqual([
    '::error title=! conflict%3A "m9"::client_id "b" → "c" (conflict)%0APATCH /api/v2/integration/webhooks/configuration/auth-method/oauth2-client-credentials/9e9c7e3e-e872-45b9-ad57-df0e745c432e%0A13 more are not shown: GitHub shows 10 of a level.',
  ]);
});

test('every line is one command of a known level with one title, whatever the values', () => {
  whateverTheValues(300, (six) => {
    const text = annotations(reviewHolding(six));
    expect(text.endsWith('\n')).toBe(true);
    for (const line of text.trimEnd().split('\n')) {
      expect(line).toMatch(/^::(error|warning|notice) title=[^:,]*::[^\p{C}]*$/u);
      expect(line.replace(/%(25|0D|0A|3A|2C)/g, '')).not.toContain('%');
    }
  });
});
