import { headSentences, nameOf, originOf, sumUp, verdictOf } from './outline';
import { foldedMethod, methodLine, sentence } from './markdown/method';
import { code, entities, prose, tooLong } from './markdown/text';
import type { MethodFinding, Review, StackReview } from './review';
import { visible } from '../judge/visible';
import { counted, VERDICTS } from './words';

/** The comment's first line, by which a workflow finds the comment that it wrote before. */
export const COMMENT_MARKER = '<!-- cdktf-datadog-webhooks review -->';

/** GitHub's wall stands at 65,536; others add a line or two of their own. */
const BUDGET = 60_000;

/** The ladder: from all there is to what is still worth a comment. */
const FORMS = [
  { detail: 'full', says: undefined },
  { detail: 'without-in-sync', says: 'Shortened to fit a comment: what is in sync is counted only.' },
  { detail: 'names', says: 'Shortened to fit a comment: values, requests and what is in sync are left out.' },
  {
    detail: 'lines',
    says: 'Shortened to fit a comment: a line for each auth method with something to look at.',
  },
] as const;
type Sum = ReturnType<typeof sumUp>['summed'][number];
type Detail = (typeof FORMS)[number]['detail'];

/**
 * A review as a comment for GitHub and GitLab, in the longest form that fits.
 *
 * @param options.budget the most UTF-8 bytes that it may have, 1,000 at least; default: 60,000
 */
export function markdownReview(review: Review, options: { budget?: number } = {}): string {
  const budget = Math.max(options.budget ?? BUDGET, 1_000);
  // A value stands in a row, in a request and in ways out; none may use up the comment alone.
  const longest = Math.max(500, Math.floor(budget / 20));
  for (const { detail, says } of FORMS) {
    const text = document(
      review,
      says,
      review.stacks.flatMap((stack) => stackBlocks(stack, detail, longest)),
    );
    if (Buffer.byteLength(text) <= budget) return text;
  }
  return mostLines(review, budget, longest);
}

function document(review: Review, says: string | undefined, blocks: readonly string[]): string {
  const head = [
    `${COMMENT_MARKER}\n### Drift review`,
    `**${verdictOf(review)}**`,
    headSentences(review).map(prose).join(' '),
    ...(says === undefined ? [] : [`_${says}_`]),
  ];
  return `${[...head, ...blocks, `<sub>cdktf-datadog-webhooks ${code(review.madeBy)}</sub>`].join('\n\n')}\n`;
}

function stackBlocks(stack: StackReview, detail: Detail, longest: number): string[] {
  const { loud, summed } = sumUp(stack.methods);
  return [
    ...(stack.stack === undefined ? [] : [`#### Stack ${code(visible(stack.stack))}`]),
    originOf(stack).map(prose).join(' '),
    ...(stack.notCompared.length === 0
      ? []
      : [
          `**${VERDICTS['not-compared'].symbol} not compared**`,
          stack.notCompared.map((text) => `- ${sentence(text, longest)}`).join('\n'),
        ]),
    ...methodBlocks(loud, detail, longest),
    ...summed.flatMap((sum) => summedBlocks(sum, detail, longest)),
  ];
}

function methodBlocks(methods: readonly MethodFinding[], detail: Detail, longest: number): string[] {
  if (detail === 'full' || detail === 'without-in-sync') {
    return methods.map((method) => foldedMethod(method, { inSync: detail === 'full', longest }));
  }
  if (methods.length === 0) return [];
  return [methods.map((method) => methodLine(method, { names: detail === 'names', longest })).join('\n')];
}

function summedBlocks({ words, methods }: Sum, detail: Detail, longest: number): string[] {
  const line = `${words.symbol} ${words.label}: ${counted(methods.length, 'auth method')}`;
  if (detail !== 'full') return [line];
  const names = methods.map((method) => `- ${code(short(nameOf(method), longest))}`);
  return [`<details><summary>${entities(line)}</summary>`, names.join('\n'), '</details>'];
}

function short(text: string, longest: number): string {
  return text.length > longest ? tooLong(text) : text;
}

/** As many lines as fit, and how many there would be; without any, the counts are left. */
function mostLines(review: Review, budget: number, longest: number): string {
  const unsure = review.stacks.flatMap((stack) =>
    stack.notCompared.map((text) => `- ${VERDICTS['not-compared'].label}: ${sentence(text, longest)}`),
  );
  const methods = sumUp(review.stacks.flatMap((stack) => stack.methods)).loud.map((method) =>
    methodLine(method, { names: false, longest }),
  );
  const lines = [...unsure, ...methods];
  const written = (count: number) => {
    const shown = [
      `${Math.max(0, count - unsure.length)} of ${counted(methods.length, 'auth method')} with something to look at`,
      ...(unsure.length === 0
        ? []
        : [
            `${Math.min(count, unsure.length)} of ${counted(unsure.length, 'sentence')} on what was not compared`,
          ]),
    ];
    const says = `Shortened to fit a comment: shown are ${shown.join(' and ')}.`;
    return document(review, says, count === 0 ? [] : [lines.slice(0, count).join('\n')]);
  };
  let [fits, fails] = [0, lines.length + 1];
  while (fails - fits > 1) {
    const middle = (fits + fails) >> 1;
    if (Buffer.byteLength(written(middle)) <= budget) fits = middle;
    else fails = middle;
  }
  return written(fits);
}
