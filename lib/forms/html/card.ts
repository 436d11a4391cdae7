import { plain } from '../../judge/parts';
import { indentedJson, visible } from '../../judge/visible';
import { COLUMN_KEYS, COLUMNS, VERDICTS, type Column, type Words } from '../../judge/words';
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
        ({ label, part }) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${shown([part])}</dd>
          </div>`,
      )}
    </dl>
    ${notes.map((note) => html`<p class="note">${shown(note)}</p>`)} ${rows.length > 0 && table(rows, name)}
    ${requests.map(request)}
    ${quiet.map((some) => (some.words === VERDICTS['in-sync'] ? held(some.rows, name) : named(some)))}
  </article> `;
}

export function badge({ group, symbol, label }: Words): Html {
  return html`<span class="badge ${group}"><span aria-hidden="true">${symbol}</span> ${label}</span>`;
}

function table(rows: readonly Row[], name: Card['name']): Html {
  return html`<table class="loud">
    <caption class="hidden">
      Attributes of ${shown(name)}: last deployed, live in Datadog, wanted by the code
    </caption>
    <thead>
      <tr>
        <th scope="col">Attribute</th>
        ${COLUMN_KEYS.map((column) => html`<th scope="col">${COLUMNS[column]}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(attribute)}
    </tbody>
  </table>`;
}

function attribute(row: Row): Html {
  const changed = html` <span class="badge since"
    ><span aria-hidden="true">⟳</span> ${CHANGED_SINCE_APPROVAL}</span
  >`;
  return html`<tr>
      <th scope="row">
        ${shown([row.attribute])} ${badge(row.words)}${row.isChangedSinceApproval && changed}
      </th>
      ${COLUMN_KEYS.map((column) => cell(row, column))}
    </tr>
    ${
      row.waysOut.length > 0 &&
      html`<tr class="ways">
        <td colspan="4">${waysOut(row)}</td>
      </tr>`
    }`;
}

function cell({ cells }: Row, column: Column): Html {
  const { text, mark } = cells[column];
  const isPlaceholder = text.every(({ kind }) => kind === 'words');
  const content = isPlaceholder ? html`<span class="none">${shown(text)}</span>` : shown(text);
  return html`<td data-column="${COLUMNS[column]}">
    ${mark === undefined ? content : html`<span class="value ${mark}">${content}</span>`}
  </td>`;
}

function named({ words, rows }: Card['quiet'][number]): Html {
  return html`<p class="quiet">
    ${badge(words)} ${rows.map((row, index) => html`${index > 0 && ', '}${shown([row.attribute])}`)}
  </p>`;
}

/** What is in sync has one value to show, the live one. */
function held(rows: readonly Row[], name: Card['name']): Html {
  return html`<details class="held">
    <summary>${plain(counted(rows.length, 'attribute'))} in sync</summary>
    <table>
      <caption class="hidden">
        Attributes of ${shown(name)} that are in sync
      </caption>
      <thead>
        <tr>
          <th scope="col">Attribute</th>
          <th scope="col">Live in Datadog, as last deployed and as wanted</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              <th scope="row">${shown([row.attribute])}</th>
              ${cell(row, 'live')}
            </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}

function waysOut({ attribute: name, words, waysOut: ways }: Row): Html {
  return html`<details ${words.group === 'conflict' && html`open`}>
    <summary>Ways out for ${name.text}</summary>
    <dl>
      ${ways.map(
        ({ label, text }) =>
          html`<div>
            <dt>${label}</dt>
            <dd>${shown(text)}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}

function request({ method, path, body, settled }: PlannedRequest): Html {
  const json = body === undefined ? '' : `\n${indentedJson(body)}`;
  return html`<details class="request" open>
    <summary>Datadog will be sent a ${method}</summary>
    <pre><code>${visible(`${method} ${path}`)}${json}</code></pre>
    ${!settled && html`<p class="note">${shown(UNSETTLED)}</p>`}
  </details>`;
}
