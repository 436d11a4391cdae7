import type { Text } from '../../text/parts';
import { indentedJson, visible, visiblePart } from '../../text/visible';
import { COLUMN_KEYS, COLUMNS } from '../../drift/words';
import type { PlannedRequest, Review } from '..';
import { render, unfolded, type Block, type Renderings, type Row } from './blocks';
import { documentOf, type Document, type FormOptions } from './document';
import { codeSpan, entities, fenced } from './markdown/code';

/** The comment's first line, by which a workflow finds the comment that it wrote before. */
export const COMMENT_MARKER = '<!-- cdktf-datadog-webhooks review -->';

/** GitHub takes 65,536 characters. Others add a line or two of their own. */
const BUDGET = 60_000;

/**
 * A review as a comment for GitHub and GitLab. Where it would be too long, it has the overview alone, as far
 * as that fits, and says how many lines did not fit.
 *
 * @param options.budget the most UTF-8 bytes that it may have, at least 1,000; default: 60,000
 */
export function markdownReview(review: Review, options: FormOptions & { budget?: number } = {}): string {
  const budget = Math.max(options.budget ?? BUDGET, 1_000);
  const text = new Comment(documentOf(review, options)).text();
  return Buffer.byteLength(text) <= budget ? text : new Comment(documentOf(review)).short(budget);
}

class Comment {
  constructor(private readonly document: Document) {}

  text(): string {
    return this.written(this.document.blocks.map((block) => this.block(block)));
  }

  /** A line for each gap and each auth method with something to look at, as many as fit. */
  short(budget: number): string {
    const lines = this.document.blocks.flatMap((block) => this.linesOf(block));
    const written = (count: number) =>
      this.written([
        `_Shortened to fit a comment: ${count} of ${lines.length} findings are listed._`,
        lines.slice(0, count).join('\n'),
      ]);
    for (let count = lines.length; ;) {
      const comment = written(count);
      const bytes = Buffer.byteLength(comment);
      if (count === 0 || bytes <= budget) return comment;
      count = Math.min(count - 1, Math.floor((count * budget) / bytes));
    }
  }

  private linesOf(block: Block): string[] {
    if (block.kind === 'section') return block.body.flatMap((one) => this.linesOf(one));
    return block.kind === 'list' || block.kind === 'notice' ? this.items(block.items) : [];
  }

  private written(blocks: readonly string[]): string {
    const { decision, counts, requests, foot } = this.document;
    return `${paragraphs([
      `${COMMENT_MARKER}\n### Drift review`,
      `**${this.inline(decision)}**`,
      `${this.inline(counts)}. ${this.inline(requests)}`,
      ...blocks,
      `<sub>${foot.map((one) => this.inline(one)).join(' ')}</sub>`,
    ])}\n`;
  }

  private block(block: Block): string {
    return render(block, this.blocks);
  }

  private readonly blocks: Renderings<string> = {
    paragraph: ({ text }) => this.inline(text),
    list: ({ items }) => this.items(items).join('\n'),
    notice: ({ title, items }) => paragraphs([`**${this.inline(title)}**`, this.items(items).join('\n')]),
    values: ({ rows }) => this.table(rows),
    request: ({ request }) => this.request(request),
    fold: ({ summary, body, isOpen }) => this.details(summary, body, isOpen),
    section: ({ title, body }) =>
      paragraphs([`#### ${this.inline(title)}`, ...body.map((one) => this.block(one))]),
    card: ({ title, body, isOpen }) => this.details(title, unfolded(body), isOpen),
  };

  private details(summary: Text, body: readonly Block[], isOpen: boolean): string {
    const title = summary.parts.map((part) => {
      const content = entities(visiblePart(part));
      return part.kind === 'words' || part.kind === 'label' ? content : `<code>${content}</code>`;
    });
    return paragraphs([
      `<details${isOpen ? ' open' : ''}><summary>${title.join('')}</summary>`,
      ...body.map((one) => this.block(one)),
      '</details>',
    ]);
  }

  private table(rows: readonly Row[]): string {
    const lines = rows.map(({ attribute, words, cells }) => [
      this.inline(attribute),
      `${words.symbol} ${words.label}`,
      // A pipe must be escaped even in a code span, and behind a backslash it cannot be: JSON has another
      // way.
      ...cells.map(({ text }) =>
        this.inline(text, (of) => of.replaceAll('\\|', '\\\\u007c').replaceAll('|', '\\|')),
      ),
    ]);
    const head = ['Attribute', 'Verdict', ...COLUMN_KEYS.map((column) => COLUMNS[column])];
    return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  }

  private request({ method, path, body, reason }: PlannedRequest): string {
    const json = body === undefined ? '' : `\n${indentedJson(body)}`;
    const block = fenced(`${method} ${visible(path)}${json}`, 'http');
    return reason === undefined ? block : paragraphs([block, this.inline(reason)]);
  }

  private items(texts: readonly Text[]): string[] {
    return texts.map((one) => `- ${this.inline(one)}`);
  }

  /**
   * The one place that makes text safe for a comment. What Markdown, GitHub or GitLab could read as anything
   * stands in a code span: there nothing is a mention, a reference, a link or a quick action.
   */
  private inline({ parts }: Text, escape = (of: string) => of): string {
    const written = parts.map((part) => {
      // At the start of an item, these begin a list.
      if (part.kind === 'label') return part.text.replace(/^[-+]/, '\\$&');
      if (part.kind === 'words') return part.text;
      return codeSpan(escape(visiblePart(part)));
    });
    return written.join('');
  }
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
