import { headlines, identityOf, nameOf, splitAttributes } from '../outline';
import type { AttributeFinding, MethodFinding, PlannedRequest } from '../review';
import { indentedJson, visible } from '../../judge/visible';
import { COLUMN_KEYS, COLUMNS, MOVED, requestLine, shownText, UNSETTLED, VERDICTS, WAYS_OUT } from '../words';
import { beside, broken, columns, wrapped } from './lines';
import { label, paintStart, type Paint } from './paint';

/** From this width on the three values stand side by side. */
const WIDE = 100;
/** Before every line of an auth method, so that no value ever starts a line (GitHub takes `::` there for a command). */
export const GUTTER = '│ ';
const NAME_WIDTH = 28;

type Quiet = ReturnType<typeof splitAttributes>['quiet'][number];

export function methodLines(method: MethodFinding, width: number, paint: Paint): string[] {
  const inner = width - GUTTER.length;
  const { loud, quiet } = splitAttributes(method);
  const body = [
    ...identityOf(method).flatMap(([word, text]) => broken(`${word} ${visible(text)}`, inner)),
    ...method.notes.flatMap((note) => wrapped(visible(note), inner)),
    ...(loud.length === 0 ? [] : ['', ...table(loud, inner, paint)]),
    ...(quiet.length === 0 ? [] : ['', ...quiet.flatMap((some) => named(some, inner, paint))]),
    ...method.requests.flatMap((request) => ['', ...requestLines(request, inner)]),
  ];
  return [...headline(method, width, paint), ...body.map((line) => `${GUTTER}${line}`.trimEnd())];
}

function headline(method: MethodFinding, width: number, paint: Paint): string[] {
  const words = headlines(method);
  const start = words.map(label).join(', ');
  const [first, ...next] = wrapped(`${start}: ${nameOf(method)}`, width - GUTTER.length);
  const lines = paintStart([first ?? '', ...next], start.length, (text) =>
    paint(words[0]?.group ?? 'in-sync', text),
  );
  return lines.map((line, index) => (index === 0 ? line : `${GUTTER}${line}`));
}

function table(findings: readonly AttributeFinding[], width: number, paint: Paint): string[] {
  if (width + GUTTER.length < WIDE) {
    return findings.flatMap((finding, index) => [
      ...(index === 0 ? [] : ['']),
      ...stacked(finding, width, paint),
    ]);
  }
  const value = Math.floor((width - NAME_WIDTH - 3 * 2) / 3);
  const widths = [NAME_WIDTH, value, value, value];
  const heads = ['', ...COLUMN_KEYS.map((column) => COLUMNS[column])].map((head) => [head]);
  return [
    ...beside(heads, widths),
    ...findings.flatMap((finding, index) => [
      ...(index === 0 ? [] : ['']),
      ...beside(
        [
          [`  ${finding.attribute}`, ...verdictLines(finding, NAME_WIDTH, paint)],
          ...COLUMN_KEYS.map((column) => broken(shownText(finding, column), value)),
        ],
        widths,
      ),
      ...waysOut(finding, width),
    ]),
  ];
}

function stacked(finding: AttributeFinding, width: number, paint: Paint): string[] {
  const indent = 4;
  const head = Math.max(...COLUMN_KEYS.map((column) => COLUMNS[column].length));
  return [
    `  ${finding.attribute}`,
    ...verdictLines(finding, width, paint),
    ...COLUMN_KEYS.flatMap((column) =>
      beside(
        [[''], [COLUMNS[column]], broken(shownText(finding, column), width - indent - head - 2)],
        [indent - 2, head, 0],
      ),
    ),
    ...waysOut(finding, width),
  ];
}

function verdictLines(finding: AttributeFinding, width: number, paint: Paint): string[] {
  const words = VERDICTS[finding.verdict];
  const moved = finding.movedSinceApproval === true ? `, ${MOVED}` : '';
  return wrapped(label(words) + moved, width).map((line) => paint(words.group, line));
}

function waysOut(finding: AttributeFinding, width: number): string[] {
  return finding.waysOut.flatMap(({ choice, text }) =>
    wrapped(`${WAYS_OUT[choice]}: ${visible(text)}`, width - 6).map(
      (line, index) => `    ${index === 0 ? '-' : ' '} ${line}`,
    ),
  );
}

function named({ words, findings }: Quiet, width: number, paint: Paint): string[] {
  const start = label(words);
  const lines = wrapped(`${start}: ${findings.map((finding) => finding.attribute).join(', ')}`, width);
  return paintStart(lines, start.length, (text) => paint(words.group, text));
}

function requestLines(request: PlannedRequest, width: number): string[] {
  return [
    ...broken(visible(requestLine(request)), width),
    ...(request.body === undefined ? [] : bodyLines(request.body, width)),
    ...(request.settled ? [] : wrapped(UNSETTLED, width)),
  ];
}

/** In one line, as it is sent, or indented where that is too wide. */
function bodyLines(body: NonNullable<PlannedRequest['body']>, width: number): string[] {
  const line = visible(JSON.stringify(body));
  if (columns(line) <= width) return [line];
  return indentedJson(body)
    .split('\n')
    .flatMap((part) => broken(part, width));
}
