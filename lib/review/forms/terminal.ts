import { stripVTControlCharacters, styleText } from 'node:util';
import wrapAnsi from 'wrap-ansi';
import { COLUMN_KEYS, COLUMNS, type Group } from '../../drift/words';
import { label, text, type Text } from '../../text/parts';
import { oneLine } from '../../text/sentence';
import { indentedJson, visible, visiblePart, visibleText } from '../../text/visible';
import type { PlannedRequest, Review } from '..';
import { render, unfolded, type Block, type Renderings, type Row } from './blocks';
import { documentOf, type FormOptions } from './document';
import { GROUP_FORMS } from './groups';

/** Nothing can be shown in fewer columns. */
const NARROWEST = 32;
/**
 * Before every line of an auth method, so that no value begins a line: GitHub reads `::` there as a command.
 */
const GUTTER = '│ ';
const HEADS = Math.max(...COLUMN_KEYS.map((column) => COLUMNS[column].length)) + 2;

/** Longer texts are measured in pieces: the time that `Intl.Segmenter` takes grows with the square. */
const PIECE = 1_000;
const LONG_WORD = /[^ ]{1000,}/g;

type Style = Group | 'head';

export interface TerminalOptions extends FormOptions {
  readonly width: number;
  readonly colour: boolean;
}

/**
 * A review for a terminal. No line but that of a path is wider than `width` columns. Nothing but newlines
 * and, with `colour`, colours controls the terminal, whatever the values are.
 */
export function terminalReview(review: Review, options: TerminalOptions): string {
  const page = new Page(Math.max(options.width, NARROWEST), options.colour);
  const { decision, group, counts, requests, blocks, foot } = documentOf(review, options);
  const all = [
    [...page.lines(decision, group), ...page.lines(text`${counts}.`), ...page.lines(requests)],
    ...blocks.flatMap((block) => page.block(block)),
    foot.flatMap((one) => page.lines(one)),
  ];
  const paragraphs = all.map((lines) =>
    lines.map((line) => (isCommand(line) ? guarded(line) : line)).join('\n'),
  );
  return `${paragraphs.join('\n\n')}\n`;
}

/** Lines that belong together. Between two paragraphs, the form has an empty line. */
type Paragraph = readonly string[];

class Page {
  constructor(
    private readonly width: number,
    private readonly isColoured: boolean,
  ) {}

  block(block: Block): Paragraph[] {
    return render(block, this.blocks);
  }

  private readonly blocks: Renderings<Paragraph[]> = {
    paragraph: (block) => [this.lines(block.text)],
    list: ({ items }) => [items.flatMap((item) => this.hanging(item))],
    notice: ({ title, items }) => [
      [...this.lines(text`${title}:`), ...items.flatMap((item) => this.item(item).map(guarded))],
    ],
    values: ({ rows }) => [rows.flatMap((row) => this.row(row))],
    request: ({ request }) => [this.request(request)],
    fold: ({ summary }) => [this.lines(summary)],
    section: ({ title, body }) => [this.lines(title, 'head'), ...body.flatMap((block) => this.block(block))],
    card: ({ title, body }) => {
      const [head = '', ...more] = this.lines(title);
      const paragraphs = unfolded(body).map((block) => this.within(block));
      return [[head, ...[...more, ...paragraphs.flat()].map(guarded)]];
    },
  };

  /** A block in an auth method. */
  private within(block: Block): Paragraph {
    if (block.kind === 'paragraph') return this.lines(block.text);
    if (block.kind === 'list') return block.items.flatMap((item) => this.item(item));
    return this.block(block).flat();
  }

  private row({ attribute, words, cells, change, isDrifted }: Row): string[] {
    if (!isDrifted) return this.lines(text`${label(words)}: ${change}`);
    const values = cells.flatMap(({ column, text: value }) =>
      broken(visibleText(value), this.width - GUTTER.length - HEADS - 2).map(
        (line, index) => `  ${(index === 0 ? COLUMNS[column] : '').padEnd(HEADS)}${line}`,
      ),
    );
    return [...this.lines(text`${label(words)}: ${attribute}`), ...values];
  }

  /** The body has spaces to break at. */
  private request({ method, path, body, reason }: PlannedRequest): string[] {
    const lines = body ? wrapped(oneLine(indentedJson(body)), this.width - GUTTER.length) : [];
    return [`${method} ${visible(path)}`, ...lines, ...(reason ? this.lines(reason) : [])];
  }

  private item(of: Text): string[] {
    return this.hanging(text`- ${of}`);
  }

  /** The lines of one item. The indentation and the gutter may come before each of them. */
  private hanging(of: Text): string[] {
    const lines = this.lines(of, undefined, this.width - 2 * GUTTER.length);
    return lines.map((line, index) => (index === 0 ? line : `  ${line}`));
  }

  /**
   * Breaks at spaces, and inside a word that is wider than a line. A path stays in one line: a terminal that
   * wraps it by itself still copies it as one. A line has room for the gutter, in case it could be a command.
   */
  lines(of: Text, style?: Style, width = this.width - GUTTER.length): string[] {
    const written = of.parts.map((part) => {
      const group = style ?? (part.kind === 'label' ? (part.group as Group) : undefined);
      return group ? this.painted(group, visiblePart(part)) : visiblePart(part);
    });
    const paths = of.parts.flatMap((part) => (part.kind === 'path' ? visiblePart(part).split(' ') : []));
    const isPath = (line: string) => paths.some((path) => path !== '' && line.includes(path));
    const whole = written
      .join('')
      .replace(LONG_WORD, (word) => (isPath(word) ? word : broken(word, width).join(' ')));
    const lines = wrapAnsi(whole, width).split('\n');
    return lines.flatMap((line) => (isPath(line) ? [line] : wrapped(line, width)));
  }

  private painted(style: Style, of: string): string {
    // Node has styleText since 20.12. The caller has checked whether the stream takes colours.
    if (!this.isColoured || typeof styleText !== 'function') return of;
    if (of === '') return of;
    return styleText(style === 'head' ? 'bold' : [...GROUP_FORMS[style].style], of, {
      validateStream: false,
    });
  }
}

function isCommand(line: string): boolean {
  return /^\s*::/.test(stripVTControlCharacters(line));
}

function wrapped(line: string, width: number): string[] {
  const whole = line.replace(LONG_WORD, (word) => broken(word, width).join(' '));
  return wrapAnsi(whole, width, { hard: true }).split('\n');
}

/** Breaks a value at the width and nowhere else, so that joined lines give it back. */
function broken(of: string, width: number): string[] {
  // More than a line: a character of one column is seldom longer than 8.
  const size = PIECE + 8 * width;
  const lines: string[] = [];
  let rest = of;
  do {
    const piece = rest.slice(0, size);
    const some = wrapAnsi(piece, width, { hard: true, wordWrap: false, trim: false }).split('\n');
    // The next piece begins with the last line, which may end inside a character.
    const last = some.length > 1 && piece.length < rest.length ? some.pop() : '';
    lines.push(...some);
    rest = last + rest.slice(size);
  } while (rest !== '');
  return lines;
}

function guarded(line: string): string {
  return `${GUTTER}${line}`.trimEnd();
}
