import stringWidth from 'string-width';

/** Text in lines that are no wider than so many columns of a terminal. Nothing in them is changed or left out. */

const graphemes = new Intl.Segmenter();
const PLAIN = /^[ -~]*$/;

/** A sentence: broken at spaces, and inside what is wider than a line. A space that a break falls on is dropped. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (columns(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = broken(word, width);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
  }
  return [...lines, line];
}

/** A value: broken at the width and nowhere else, so that joined lines give it back. */
export function broken(text: string, width: number): string[] {
  if (columns(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const { segment } of graphemes.segment(text)) {
    if (line !== '' && columns(line + segment) > width) {
      lines.push(line);
      line = '';
    }
    line += segment;
  }
  return [...lines, line];
}

/** Cells side by side, each with lines of its own. */
export function beside(
  cells: readonly (readonly string[])[],
  widths: readonly number[],
  gap = '  ',
): string[] {
  const height = Math.max(...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, row) =>
    cells
      .map((cell, index) => padded(cell[row] ?? '', widths[index] ?? 0))
      .join(gap)
      .trimEnd(),
  );
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - columns(text)));
}

export function columns(text: string): number {
  // Most text is ASCII, and measuring it otherwise takes a hundred times as long.
  return PLAIN.test(text) ? text.length : stringWidth(text);
}
