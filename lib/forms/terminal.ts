import { text, type Text } from '../judge/parts';
import { visible, indentedJson } from '../judge/visible';
import { COLUMN_KEYS, COLUMNS, VERDICTS, type Words } from '../judge/words';
import type { PlannedRequest, Review } from '../review';
import { documentOf, type Card, type Row, type Section } from './document';
import { counted } from './head';
import { beside, broken, label, runsOf, wrapped, type Run } from './terminal/lines';
import { paintWith, type Paint } from './terminal/paint';
import { CHANGED_SINCE_APPROVAL, UNSETTLED } from './words';

/** Nothing can be shown in fewer columns. */
const NARROWEST = 24;
/** From this width on the three values stand side by side. */
const WIDE = 100;
const NAME_WIDTH = 28;
/**
 * Before every line of an auth method, so that no value begins a line: GitHub reads `::` there as a
 * command.
 */
const GUTTER = '│ ';

/**
 * A review for a terminal. No line but that of a path is wider than `width` columns. Nothing but newlines
 * and, with `colour`, colours controls the terminal, whatever the values are.
 */
export function terminalReview(review: Review, options: { width: number; colour: boolean }): string {
  const page = new Page(Math.max(options.width, NARROWEST), paintWith(options.colour));
  const { decision, worst, counts, requests, sections, foot } = documentOf(review);
  const head = [
    ...page.lines(runsOf(decision).map((run) => ({ ...run, colour: worst }))),
    ...page.lines(runsOf(counts)),
    ...page.lines(runsOf(requests)),
  ];
  const blocks = [
    head,
    ...sections.flatMap((section) => page.section(section)),
    [...sections.flatMap(({ origin }) => origin), ...foot].flatMap((one) => page.lines(runsOf(one))),
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

  section({ title, gaps, notes, cards }: Section): string[][] {
    const loud = cards.filter(({ isQuiet }) => !isQuiet);
    const quiet = cards.filter(({ isQuiet }) => isQuiet);
    const words = [...new Set(quiet.map(({ headline }) => headline[0] as Words))];
    const blocks = [
      title ? this.lines(runsOf(title).map((run) => ({ ...run, colour: 'head' }))) : [],
      gaps.length === 0
        ? []
        : [...this.lines([label(VERDICTS['not-compared']), { text: ':' }]), ...this.guarded(gaps)],
      this.guarded(notes),
      ...loud.map((card) => this.card(card)),
      words.flatMap((word) => {
        const count = quiet.filter(({ headline }) => headline[0] === word).length;
        return this.lines([label(word), ...runsOf(text`: ${counted(count, 'auth method')}`)]);
      }),
    ];
    return blocks.filter((block) => block.length > 0);
  }

  private guarded(texts: readonly Text[]): string[] {
    return texts.flatMap((one) => this.lines(runsOf(one), this.inner)).map((line) => GUTTER + line);
  }

  private card({ headline, name, facts, notes, rows, quiet, requests }: Card): string[] {
    const head = this.lines([...labels(headline), ...runsOf(text`: ${name}`)], this.inner);
    const body = [
      ...facts.flatMap((fact) =>
        this.lines([{ text: `${fact.label} ` }, ...runsOf([fact.part])], this.inner),
      ),
      ...notes.flatMap((note) => this.lines(runsOf(note), this.inner)),
      ...this.table(rows),
      ...(quiet.length === 0 ? [] : ['']),
      ...quiet.flatMap(({ words, rows: some }) =>
        this.lines(
          [label(words), { text: `: ${some.map(({ attribute }) => attribute.text).join(', ')}` }],
          this.inner,
        ),
      ),
      ...requests.flatMap((request) => ['', ...this.request(request)]),
    ];
    return [...head.slice(0, 1), ...[...head.slice(1), ...body].map((line) => `${GUTTER}${line}`.trimEnd())];
  }

  private table(rows: readonly Row[]): string[] {
    if (rows.length === 0) return [];
    if (this.width < WIDE) return rows.flatMap((row) => ['', ...this.stacked(row)]);
    const value = Math.floor((this.inner - NAME_WIDTH - 3 * 2) / 3);
    const widths = [NAME_WIDTH, value, value, value];
    const heads = ['', ...COLUMN_KEYS.map((column) => COLUMNS[column])].map((head) => [head]);
    return [
      '',
      ...beside(heads, widths),
      ...rows.flatMap((row, index) => [
        ...(index === 0 ? [] : ['']),
        ...beside(
          [this.named(row, NAME_WIDTH), ...COLUMN_KEYS.map((column) => broken(cell(row, column), value))],
          widths,
        ),
        ...this.waysOut(row),
      ]),
    ];
  }

  private stacked(row: Row): string[] {
    const head = Math.max(...COLUMN_KEYS.map((column) => COLUMNS[column].length));
    return [
      ...this.named(row, this.inner),
      ...COLUMN_KEYS.flatMap((column) =>
        beside([[''], [COLUMNS[column]], broken(cell(row, column), this.inner - head - 6)], [2, head, 0]),
      ),
      ...this.waysOut(row),
    ];
  }

  private named({ attribute, words, isChangedSinceApproval }: Row, width: number): string[] {
    const changed = isChangedSinceApproval
      ? [{ text: `, ${CHANGED_SINCE_APPROVAL}`, colour: words.group }]
      : [];
    return [`  ${attribute.text}`, ...this.lines([label(words), ...changed], width)];
  }

  private waysOut({ waysOut }: Row): string[] {
    return waysOut.flatMap(({ label: choice, text: way }) =>
      this.lines([{ text: `${choice}: ` }, ...runsOf(way)], this.inner - 6).map(
        (line, index) => `    ${index === 0 ? '-' : ' '} ${line}`,
      ),
    );
  }

  private request({ method, path, body, settled }: PlannedRequest): string[] {
    return [
      `${method} ${visible(path)}`,
      ...(body === undefined ? [] : this.body(body)),
      ...(settled ? [] : this.lines(runsOf(UNSETTLED), this.inner)),
    ];
  }

  /** In one line, as it is sent, or indented where that is too wide. */
  private body(body: object): string[] {
    const [line, ...more] = broken(visible(JSON.stringify(body)), this.inner);
    if (more.length === 0) return [line ?? ''];
    return indentedJson(body)
      .split('\n')
      .flatMap((part) => broken(part, this.inner));
  }
}

function labels(headline: readonly Words[]): Run[] {
  return headline.flatMap((words, index) => [
    ...(index === 0 ? [] : [{ text: ', ', colour: headline[0]?.group }]),
    { ...label(words), colour: headline[0]?.group },
  ]);
}

function cell(row: Row, column: (typeof COLUMN_KEYS)[number]): string {
  return runsOf(row.cells[column].text)
    .map(({ text: one }) => one)
    .join('');
}
