import { text, type Text } from '../../text/parts';
import { indentedJson, visible } from '../../text/visible';
import { COLUMN_KEYS, COLUMNS, VERDICTS, type Words } from '../../drift/words';
import type { PlannedRequest, Review } from '..';
import { byVerdict, documentOf, type Card, type Row, type Section } from './document';
import { counted } from './head';
import { broken, label, runsOf, wrapped, type Run } from './terminal/lines';
import { paintWith, type Paint } from './terminal/paint';
import { UNSETTLED } from './words';

/** Nothing can be shown in fewer columns. */
const NARROWEST = 32;
/**
 * Before every line of an auth method, so that no value begins a line: GitHub reads `::` there as a command.
 */
const GUTTER = '│ ';
const HEADS = Math.max(...COLUMN_KEYS.map((column) => COLUMNS[column].length)) + 2;

/**
 * A review for a terminal. No line but that of a path is wider than `width` columns. Nothing but newlines
 * and, with `colour`, colours controls the terminal, whatever the values are.
 */
export function terminalReview(review: Review, options: { width: number; colour: boolean }): string {
  const page = new Page(Math.max(options.width, NARROWEST), paintWith(options.colour));
  const { decision, worst, counts, requests, sections, foot } = documentOf(review);
  const blocks = [
    [...page.lines(runsOf(decision, worst)), ...[counts, requests].flatMap((one) => page.lines(runsOf(one)))],
    ...sections.flatMap((section) => page.section(section)),
    [...sections.flatMap(({ origin }) => origin), ...foot].flatMap((one) => page.outside(runsOf(one))),
  ];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

class Page {
  private readonly inner: number;

  constructor(
    private readonly width: number,
    private readonly paint: Paint,
  ) {
    this.inner = width - GUTTER.length;
  }

  lines(runs: readonly Run[], width = this.width): string[] {
    return wrapped(runs, width, this.paint);
  }

  /** Text outside of an auth method. It gets the gutter only where a line of it could be a command. */
  outside(runs: readonly Run[]): string[] {
    const lines = wrapped(runs, this.width, paintWith(false));
    if (!lines.some((line) => line.trimStart().startsWith('::'))) return this.lines(runs);
    return this.lines(runs, this.inner).map((line) => GUTTER + line);
  }

  section({ title, gaps, cards }: Section): string[][] {
    const { loud, quiet } = byVerdict(cards);
    const guarded = (texts: readonly Text[]) =>
      texts.flatMap((one) => this.lines(runsOf(one), this.inner)).map((line) => GUTTER + line);
    const unsure = this.lines([label(VERDICTS['not-compared']), { text: ':' }]);
    return [
      title ? this.outside(runsOf(title, 'head')) : [],
      gaps.length === 0 ? [] : [...unsure, ...guarded(gaps)],
      ...loud.map((card) => this.card(card)),
      quiet.flatMap(({ words, names }) =>
        this.lines([label(words), ...runsOf(text`: ${counted(names.length, 'auth method')}`)]),
      ),
    ].filter((block) => block.length > 0);
  }

  private card({ headline, name, facts, notes, rows, quiet, requests }: Card): string[] {
    const [head = '', ...more] = this.lines([...labels(headline), ...runsOf(text`: ${name}`)], this.inner);
    const body = [
      ...facts.flatMap((fact) => this.lines([{ text: `${fact.label} ` }, ...runsOf(fact.text)], this.inner)),
      ...notes.flatMap((note) => this.lines(runsOf(note), this.inner)),
      ...rows.flatMap((row) => ['', ...this.row(row)]),
      ...(quiet.length === 0 ? [] : ['']),
      ...quiet.flatMap(({ words, names }) =>
        this.lines([label(words), { text: ': ' }, ...runsOf(names)], this.inner),
      ),
      ...requests.flatMap((request) => ['', ...this.request(request)]),
    ];
    return [head, ...[...more, ...body].map((line) => `${GUTTER}${line}`.trimEnd())];
  }

  private row({ attribute, words, cells, waysOut }: Row): string[] {
    return [
      ...this.lines([...runsOf(attribute), { text: ' ' }, label(words)], this.inner),
      ...cells.flatMap(({ head, text: shown }) => {
        const value = runsOf(shown).map(({ text: one }) => one);
        return broken(value.join(''), this.inner - HEADS - 2).map(
          (line, index) => `  ${(index === 0 ? head : '').padEnd(HEADS)}${line}`,
        );
      }),
      ...waysOut.flatMap(({ label: choice, text: way }) =>
        this.lines([{ text: `${choice}: ` }, ...runsOf(way)], this.inner - 4).map(
          (line, index) => `  ${index === 0 ? '-' : ' '} ${line}`,
        ),
      ),
    ];
  }

  /** The body in one line, as it is sent, or indented where that is too wide. */
  private request({ method, path, body, settled }: PlannedRequest): string[] {
    const line = body === undefined ? [] : broken(visible(JSON.stringify(body)), this.inner);
    const indented = () =>
      indentedJson(body)
        .split('\n')
        .flatMap((part) => broken(part, this.inner));
    return [
      `${method} ${visible(path)}`,
      ...(line.length > 1 ? indented() : line),
      ...(settled ? [] : this.lines(runsOf(UNSETTLED), this.inner)),
    ];
  }
}

function labels(headline: readonly Words[]): Run[] {
  const colour = headline[0]?.group;
  return headline.flatMap((words, index) => [
    ...(index === 0 ? [] : [{ text: ', ', colour }]),
    { ...label(words), colour },
  ]);
}
