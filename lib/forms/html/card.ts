import { indentedJson, visible } from '../../judge/visible';
import { COLUMNS, VERDICTS, type Words } from '../../judge/words';
import type { PlannedRequest } from '../../review';
import type { Card, Row } from '../document';
import { counted } from '../head';
import { CHANGED_SINCE_APPROVAL, UNSETTLED } from '../words';
import { shown } from './shown';
import { html, type Html } from './template';

/** One auth method. */
export function card(
  { groups, headline, name, facts, notes, rows, quiet, requests }: Card,
  id: string,
): Html {
  return html`<article class="card" data-groups="${groups.join(' ')}" aria-labelledby="${id}">
    <header>
      <h3 id="${id}">${shown(name)}</h3>
      <p class="badges">${headline.map(badge)}</p>
    </header>
    <dl class="facts">
      ${facts.map(
        ({ label, text }) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${shown(text)}</dd>
          </div>`,
      )}
    </dl>
    ${notes.map((note) => html`<p class="note">${shown(note)}</p>`)}
    ${rows.length > 0 && table(rows, html`Attributes of ${shown(name)}`)} ${requests.map(request)}
    ${quiet.map(({ words, rows: same, names }) =>
      words === VERDICTS['in-sync']
        ? html`<details class="held">
            <summary>${String(counted(same.length, 'attribute'))} in sync</summary>
            ${table(same, html`Attributes of ${shown(name)} that are in sync`)}
          </details>`
        : html`<p class="quiet">${badge(words)} ${shown(names)}</p>`,
    )}
  </article> `;
}

export function badge({ group, symbol, label }: Words): Html {
  return html`<span class="badge ${group}"><span aria-hidden="true">${symbol}</span> ${label}</span>`;
}

function table(rows: readonly Row[], caption: Html): Html {
  const heads = ['Attribute', ...Object.values(COLUMNS)];
  return html`<table class="loud">
    <caption class="hidden">
      ${caption}: last deployed, live in Datadog, wanted by the code
    </caption>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(row)}
    </tbody>
  </table>`;
}

function row({ attribute, words, isChangedSinceApproval, cells, waysOut }: Row): Html {
  const since = html` <span class="badge since"
    ><span aria-hidden="true">⟳</span> ${CHANGED_SINCE_APPROVAL}</span
  >`;
  const ways = html`<details ${words.group === 'conflict' && html`open`}>
    <summary>Ways out for ${String(attribute)}</summary>
    <dl>
      ${waysOut.map(
        ({ label, text }) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${shown(text)}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
  return html`<tr>
      <th scope="row">
        ${shown(attribute)} ${words !== VERDICTS['in-sync'] && badge(words)}${isChangedSinceApproval && since}
      </th>
      ${cells.map(cell)}
    </tr>
    ${
      waysOut.length > 0 &&
      html`<tr class="ways">
        <td colspan="4">${ways}</td>
      </tr>`
    }`;
}

function cell({ head, text, mark }: Row['cells'][number]): Html {
  const isPlaceholder = text.parts.every(({ kind }) => kind === 'words');
  const content = isPlaceholder ? html`<span class="none">${shown(text)}</span>` : shown(text);
  const marked = mark === undefined ? content : html`<span class="value ${mark}">${content}</span>`;
  return html`<td data-column="${head}">${marked}</td>`;
}

function request({ method, path, body, settled }: PlannedRequest): Html {
  const json = body === undefined ? '' : `\n${indentedJson(body)}`;
  return html`<details class="request" open>
    <summary>Datadog will be sent a ${method}</summary>
    <pre><code>${visible(`${method} ${path}`)}${json}</code></pre>
    ${!settled && html`<p class="note">${shown(UNSETTLED)}</p>`}
  </details>`;
}
