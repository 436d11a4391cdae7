import { headlines, identityOf, nameOf, splitAttributes } from '../outline';
import type { AttributeFinding, MethodFinding, PlannedRequest } from '../review';
import { indentedJson, visible } from '../../judge/visible';
import { COLUMN_KEYS, COLUMNS, MOVED, requestLine, UNSETTLED, VERDICTS, WAYS_OUT } from '../words';
import { code, entities, fenced, prose, tooLong, valueCell } from './text';

/** An auth method with its values and requests, folded. */
export function foldedMethod(method: MethodFinding, options: { inSync: boolean; longest: number }): string {
  const { inSync, longest } = options;
  const { loud, quiet } = splitAttributes(method);
  const shown = inSync ? method.attributes : loud;
  const parts = [
    `<details><summary>${headlines(method)
      .map((words) => entities(`${words.symbol} ${words.label}`))
      .join(', ')}: <code>${entities(shortName(method, longest))}</code></summary>`,
    identityOf(method)
      .map(([word, text]) => `${word} ${code(short(visible(text), longest))}`)
      .join(' · '),
    method.notes.map((note) => `- ${sentence(note, longest)}`).join('\n'),
    table(shown, longest),
    inSync
      ? ''
      : quiet
          .map(
            ({ words, findings }) =>
              `- ${words.label}: ${findings.map((found) => code(found.attribute)).join(', ')}`,
          )
          .join('\n'),
    shown.flatMap((finding) => waysOut(finding, longest)).join('\n'),
    ...method.requests.map((request) => requestBlock(request, longest)),
    '</details>',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** An auth method in a line, with or without the names of the attributes that are not in sync. */
export function methodLine(method: MethodFinding, options: { names: boolean; longest: number }): string {
  const labels = headlines(method).map((words) => words.label);
  const names = splitAttributes(method).loud.map(
    (finding) => `${code(finding.attribute)} ${verdict(finding, false)}`,
  );
  const list = options.names && names.length > 0 ? ` (${names.join('; ')})` : '';
  return `- ${code(shortName(method, options.longest))}: ${labels.join(', ')}${list}`;
}

export function sentence(text: string, longest: number): string {
  return text.length > longest ? tooLong(text) : prose(text);
}

function shortName(method: MethodFinding, longest: number): string {
  return short(nameOf(method), longest);
}

function short(text: string, longest: number): string {
  return text.length > longest ? tooLong(text) : text;
}

function table(findings: readonly AttributeFinding[], longest: number): string {
  if (findings.length === 0) return '';
  const rows = [
    ['Attribute', 'Verdict', ...COLUMN_KEYS.map((column) => COLUMNS[column])],
    ['---', '---', '---', '---', '---'],
    ...findings.map((finding) => [
      code(finding.attribute),
      verdict(finding, true),
      ...COLUMN_KEYS.map((column) => valueCell(finding[column], column, longest)),
    ]),
  ];
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function verdict(finding: AttributeFinding, symbol: boolean): string {
  const words = VERDICTS[finding.verdict];
  return `${symbol ? `${words.symbol} ` : ''}${words.label}${finding.movedSinceApproval === true ? `, ${MOVED}` : ''}`;
}

function waysOut(finding: AttributeFinding, longest: number): string[] {
  return finding.waysOut.map(
    ({ choice, text }) => `- ${code(finding.attribute)}: ${WAYS_OUT[choice]}. ${sentence(text, longest)}`,
  );
}

function requestBlock(request: PlannedRequest, longest: number): string {
  const body =
    request.body === undefined
      ? ''
      : `\n${indentedJson({
          data: {
            ...request.body.data,
            attributes: Object.fromEntries(
              Object.entries(request.body.data.attributes).map(([name, value]) => [
                name,
                value !== null && value.length > longest ? tooLong(value) : value,
              ]),
            ),
          },
        })}`;
  const block = fenced(`${visible(requestLine(request))}${body}`, 'http');
  return request.settled ? block : `${block}\n\n${UNSETTLED}`;
}
