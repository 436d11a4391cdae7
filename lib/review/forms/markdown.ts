import type { Text } from '../../text/parts';
import { indentedJson, visible, visiblePart } from '../../text/visible';
import { COLUMN_KEYS, COLUMNS, VERDICTS, type Words } from '../../drift/words';
import type { PlannedRequest, Review } from '..';
import { byVerdict, documentOf, type Card, type Document, type Row, type Section } from './document';
import { counted } from './head';
import { codeSpan, entities, fenced } from './markdown/code';
import { UNSETTLED } from './words';

/** The comment's first line, by which a workflow finds the comment that it wrote before. */
export const COMMENT_MARKER = '<!-- cdktf-datadog-webhooks review -->';

/** GitHub takes 65,536 characters. Others add a line or two of their own. */
const BUDGET = 60_000;

/**
 * A review as a comment for GitHub and GitLab. Where it would be too long, it has one line for each auth
 * method, and says how many lines did not fit.
 *
 * @param options.budget the most UTF-8 bytes that it may have, at least 1,000; default: 60,000
 */
export function markdownReview(review: Review, options: { budget?: number } = {}): string {
  const budget = Math.max(options.budget ?? BUDGET, 1_000);
  // A value stands in a row, in a request and in ways out. None may use up the comment alone.
  const comment = new Comment(documentOf(review), Math.max(500, Math.floor(budget / 20)));
  const full = comment.full();
  return Buffer.byteLength(full) <= budget ? full : comment.short(budget);
}

class Comment {
  constructor(
    private readonly document: Document,
    private readonly longest: number,
  ) {}

  full(): string {
    return this.written(this.document.sections.flatMap((section) => this.section(section)));
  }

  /** A line for each gap and each auth method with something to look at, as many as fit. */
  short(budget: number): string {
    const { sections } = this.document;
    const loud = byVerdict(sections.flatMap(({ cards }) => cards)).loud;
    const lines = [
      ...sections.flatMap(({ gaps }) => gaps.map((gap) => `- ${this.text(gap)}`)),
      ...loud.map(
        ({ headline, name }) => `- ${this.text(name)}: ${headline.map((one) => one.label).join(', ')}`,
      ),
    ];
    const written = (count: number) =>
      this.written([
        `_Shortened to fit a comment: ${count} of ${lines.length} findings are listed._`,
        lines.slice(0, count).join('\n'),
      ]);
    let count = lines.length;
    let comment = written(count);
    while (count > 0 && Buffer.byteLength(comment) > budget) {
      count = Math.min(count - 1, Math.floor((count * budget) / Buffer.byteLength(comment)));
      comment = written(count);
    }
    return comment;
  }

  private written(blocks: readonly string[]): string {
    const { decision, counts, requests, sections, foot } = this.document;
    const origin = [...sections.flatMap((section) => section.origin), ...foot].map((one) => this.text(one));
    const all = [
      `${COMMENT_MARKER}\n### Drift review`,
      `**${this.text(decision)}**`,
      `${this.text(counts)}. ${this.text(requests)}`,
      ...blocks,
      `<sub>${origin.join(' ')}</sub>`,
    ];
    return `${all.filter((block) => block !== '').join('\n\n')}\n`;
  }

  private section({ title, gaps, cards }: Section): string[] {
    const { loud, quiet } = byVerdict(cards);
    return [
      title ? `#### ${this.text(title)}` : '',
      gaps.length > 0 ? `**${labelOf(VERDICTS['not-compared'])}**` : '',
      this.list(gaps),
      ...loud.map((card) => this.card(card)),
      ...quiet.flatMap(({ words, names }) => {
        const summary = `${labelOf(words)}: ${this.text(counted(names.length, 'auth method'))}`;
        return [`<details><summary>${entities(summary)}</summary>`, this.list(names), '</details>'];
      }),
    ];
  }

  private card({ headline, name, facts, notes, rows, quiet, requests }: Card): string {
    const summary = headline.map((words) => entities(labelOf(words))).join(', ');
    const title = name.parts.map((part) => this.tooLong(part.text) ?? visiblePart(part)).join('');
    const parts = [
      `<details><summary>${summary}: <code>${entities(title)}</code></summary>`,
      facts.map(({ label, text }) => `${label} ${this.text(text)}`).join(' · '),
      this.list(notes),
      this.table(rows),
      quiet.map(({ words, names }) => `- ${words.label}: ${this.text(names)}`).join('\n'),
      rows.flatMap((row) => this.waysOut(row)).join('\n'),
      ...requests.map((request) => this.request(request)),
      '</details>',
    ];
    return parts.filter((part) => part !== '').join('\n\n');
  }

  private table(rows: readonly Row[]): string {
    const lines = rows.map(({ attribute, words, cells }) => [
      this.text(attribute),
      labelOf(words),
      // A pipe must be escaped even in a code span, and behind a backslash it cannot be: JSON has another
      // way.
      ...cells.map(({ text }) =>
        this.text(text, (of) => of.replaceAll('\\|', '\\\\u007c').replaceAll('|', '\\|')),
      ),
    ]);
    const head = ['Attribute', 'Verdict', ...COLUMN_KEYS.map((column) => COLUMNS[column])];
    const all = lines.length === 0 ? [] : [head, head.map(() => '---'), ...lines];
    return all.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  }

  private waysOut({ attribute, waysOut }: Row): string[] {
    return waysOut.map(({ label, text }) => `- ${this.text(attribute)}: ${label}. ${this.text(text)}`);
  }

  private request({ method, path, body, settled }: PlannedRequest): string {
    const shorter = (_: string, of: unknown) => (typeof of === 'string' ? (this.tooLong(of) ?? of) : of);
    const json = body === undefined ? '' : `\n${indentedJson(JSON.parse(JSON.stringify(body, shorter)))}`;
    const block = fenced(`${method} ${visible(path)}${json}`, 'http');
    return settled ? block : `${block}\n\n${this.text(UNSETTLED)}`;
  }

  private list(texts: readonly Text[]): string {
    return texts.map((one) => `- ${this.text(one)}`).join('\n');
  }

  /**
   * The one place that makes text safe for a comment. What Markdown, GitHub or GitLab could read as anything
   * stands in a code span: there nothing is a mention, a reference, a link or a quick action.
   */
  private text({ parts }: Text, escape = (of: string) => of): string {
    const written = parts.map((part) => {
      if (part.kind === 'words') return part.text;
      return this.tooLong(part.text) ?? codeSpan(escape(visiblePart(part)));
    });
    return written.join('');
  }

  private tooLong(of: string): string | undefined {
    if (of.length <= this.longest) return undefined;
    return `(a value of ${of.length.toLocaleString('en')} characters, too long for a comment)`;
  }
}

function labelOf({ symbol, label }: Words): string {
  return `${symbol} ${label}`;
}
