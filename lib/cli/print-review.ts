import { annotations, htmlReview, jsonReview, markdownReview } from '../review/forms';
import type { Review } from '../review';
import { writeStandardOutput } from './files';
import type { Format } from './formats';
import type { ReviewOptions } from './review-options';

/** The width of text that no terminal shows. */
const WIDTH = 100;

/** A review for a file. */
export async function printed(
  review: Review,
  format: Format,
  { width, brief: isBrief }: ReviewOptions,
  colour = false,
): Promise<string> {
  switch (format) {
    case 'terminal':
      return (await import('../review/forms/terminal')).terminalReview(review, {
        width: width ?? WIDTH,
        colour,
        isBrief,
      });
    case 'markdown':
      return markdownReview(review, { isBrief });
    case 'html':
      return htmlReview(review, { isBrief });
    case 'json':
      return jsonReview(review);
    case 'github':
      return annotations(review);
  }
}

/** A review for standard output. */
export async function printReview(review: Review, options: ReviewOptions): Promise<void> {
  const width = options.width ?? process.stdout.columns;
  await writeStandardOutput(await printed(review, options.format, { ...options, width }, coloured()));
}

/** https://no-color.org and https://force-color.org; the one that asks for colour goes first, as in Node. */
function coloured(): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = process.env;
  if (FORCE_COLOR !== undefined) return !['0', 'false'].includes(FORCE_COLOR);
  return process.stdout.isTTY && !NO_COLOR && TERM !== 'dumb';
}
