import { headSentences, originOf, sumUp, verdictOf, worstOf } from './outline';
import type { Review, StackReview } from './review';
import { wrapped } from './terminal/lines';
import { GUTTER, methodLines } from './terminal/method';
import { label, paintStart, paintWith, type Paint } from './terminal/paint';
import { visible } from '../judge/visible';
import { counted, VERDICTS } from './words';

/** Nothing can be shown in fewer columns. */
const NARROWEST = 24;

type Sum = ReturnType<typeof sumUp>['summed'][number];

/**
 * A review for a terminal: no line is wider than `width` columns, and nothing but newlines and, where `colour` is
 * wanted, colours controls it, whatever the values are.
 */
export function terminalReview(review: Review, options: { width: number; colour: boolean }): string {
  const width = Math.max(options.width, NARROWEST);
  const paint = paintWith(options.colour);
  const worst = worstOf(review);
  const verdict = wrapped(verdictOf(review), width);
  const blocks = [
    [
      ...verdict.map((line) => paint(worst, line)),
      ...headSentences(review).flatMap((line) => wrapped(line, width)),
    ],
    ...review.stacks.flatMap((stack) => stackBlocks(stack, width, paint)),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function stackBlocks(stack: StackReview, width: number, paint: Paint): string[][] {
  const { loud, summed } = sumUp(stack.methods);
  const title = stack.stack === undefined ? [] : guarded(`Stack ${visible(stack.stack)}`, width);
  return [
    [
      ...title.map((line) => paint('head', line)),
      ...originOf(stack).flatMap((line) => guarded(visible(line), width)),
    ],
    ...(stack.notCompared.length === 0 ? [] : [notCompared(stack.notCompared, width, paint)]),
    ...loud.map((method) => methodLines(method, width, paint)),
    ...(summed.length === 0 ? [] : [summed.flatMap((sum) => summedLine(sum, width, paint))]),
  ];
}

function notCompared(sentences: readonly string[], width: number, paint: Paint): string[] {
  const words = VERDICTS['not-compared'];
  return [
    `${paint(words.group, label(words))}:`,
    ...sentences.flatMap((sentence) =>
      wrapped(visible(sentence), width - GUTTER.length).map((line) => GUTTER + line),
    ),
  ];
}

function summedLine({ words, methods }: Sum, width: number, paint: Paint): string[] {
  const start = label(words);
  const lines = wrapped(`${start}: ${counted(methods.length, 'auth method')}`, width);
  return paintStart(lines, start.length, (text) => paint(words.group, text));
}

/** What may hold a name from elsewhere: its first word is ours, and its further lines start with a sign. */
function guarded(text: string, width: number): string[] {
  return wrapped(text, width - GUTTER.length).map((line, index) => (index === 0 ? line : GUTTER + line));
}
