import { indentedJson, visible } from '../../../text/visible';
import { COLUMNS, VERDICTS, type Words } from '../../../drift/words';
import type { PlannedRequest } from '../..';
import type { Card, Row } from '../document';
import { counted } from '../head';
import { UNSETTLED } from '../words';
import { markup, shown, type Html } from './template';

/** One auth method. */
export function card(
  { groups, headline, name, facts, notes, rows, quiet, requests }: Card,
  id: string,
): Html {
  return markup`<article class="card" data-groups="${groups.join(' ')}" aria-labelledby="${id}">
  <header><h3 id="${id}">${shown(name)}</h3> <p class="badges">${headline.map(badge)}</p></header>
  <dl class="facts">
    ${facts.map(({ label, text }) => markup`<div><dt>${label}</dt><dd>${shown(text)}</dd></div> `)}
  </dl>
  ${notes.map((note) => markup`<p class="note">${shown(note)}</p> `)}
  ${rows.length > 0 && table(rows, markup`Attributes of ${shown(name)}`)}
  ${requests.map(request)}
  ${quiet.map(({ words, rows: same, names }) => {
    if (words !== VERDICTS['in-sync']) return markup`<p class="quiet">${badge(words)} ${shown(names)}</p> `;
    const summary = `${String(counted(same.length, 'attribute'))} in sync`;
    const all = table(same, markup`Attributes of ${shown(name)} that are in sync`);
    return markup`<details class="held"><summary>${summary}</summary> ${all}</details> `;
  })}
</article>
`;
}

export function badge({ group, symbol, label }: Words): Html {
  return markup`<span class="badge ${group}"><span aria-hidden="true">${symbol}</span> ${label}</span>`;
}

function table(rows: readonly Row[], caption: Html): Html {
  const heads = ['Attribute', ...Object.values(COLUMNS)];
  return markup`<table class="loud">
    <caption class="hidden">${caption}: last deployed, live in Datadog, wanted by the code</caption>
    <thead><tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${rows.map(row)}</tbody>
  </table>`;
}

function row({ attribute, words, cells, waysOut }: Row): Html {
  const name = shown(attribute);
  const verdict = words !== VERDICTS['in-sync'] && markup` ${badge(words)}`;
  const choices = waysOut.map(
    ({ label, text }) => markup`<div><dt>${label}</dt><dd>${shown(text)}</dd></div> `,
  );
  const ways = markup`<details ${words.group === 'conflict' && markup`open`}>
        <summary>Ways out for ${String(attribute)}</summary>
        <dl>${choices}</dl>
      </details>`;
  return markup`
      <tr><th scope="row">${name}${verdict}</th>${cells.map(cell)}</tr>
      ${waysOut.length > 0 && markup`<tr class="ways"><td colspan="4">${ways}</td></tr>`}`;
}

function cell({ head, text, mark }: Row['cells'][number]): Html {
  const isPlaceholder = text.parts.every(({ kind }) => kind === 'words');
  const content = isPlaceholder ? markup`<span class="none">${shown(text)}</span>` : shown(text);
  const marked = mark === undefined ? content : markup`<span class="value ${mark}">${content}</span>`;
  return markup`<td data-column="${head}">${marked}</td>`;
}

function request({ method, path, body, settled }: PlannedRequest): Html {
  const json = body === undefined ? '' : `\n${indentedJson(body)}`;
  return markup`<details class="request" open>
    <summary>The deploy sends a ${method}</summary>
    <pre><code>${visible(`${method} ${path}`)}${json}</code></pre>
    ${!settled && markup`<p class="note">${shown(UNSETTLED)}</p>`}
  </details>`;
}
