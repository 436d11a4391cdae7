import { performanceDocument } from '../../bench/document';

/** A table as it was before its columns were aligned. */
const unaligned = (text: string) => text.replace(/(?<=\|) *-+ *(?=\|)/g, ' --- ').replace(/ +/g, ' ');

test('docs/comparison.md has the figures of docs/performance.json', () => {
  const { now, made } = performanceDocument();
  expect(unaligned(now)).toBe(unaligned(made));
});
