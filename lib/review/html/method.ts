import { groupsOf, headlines, identityOf, nameOf, splitAttributes } from '../outline';
import type { AttributeFinding, MethodFinding, PlannedRequest, Verdict } from '../review';
import { indentedJson, visible } from '../../judge/visible';
import {
  COLUMN_KEYS,
  COLUMNS,
  counted,
  MOVED,
  requestLine,
  shownText,
  UNSETTLED,
  VERDICTS,
  WAYS_OUT,
  type Column,
  type Words,
} from '../words';
import { html, type Html } from './template';

type Quiet = ReturnType<typeof splitAttributes>['quiet'][number];

/** The columns that somebody changed, by the verdict; they are set off from the others. */
const CHANGED: Readonly<Partial<Record<Verdict, Readonly<Partial<Record<Column, 'drift' | 'change'>>>>>> = {
  conflict: { live: 'drift', wanted: 'change' },
  'drifted-put-back': { live: 'drift' },
  'drifted-agreed': { live: 'drift' },
  'drifted-kept': { live: 'drift' },
  'drifted-not-sent': { live: 'drift' },
  drifted: { live: 'drift' },
  changed: { wanted: 'change' },
  unknown: { wanted: 'change' },
};

export function methodCard(method: MethodFinding, id: string): Html {
  const { loud, quiet } = splitAttributes(method);
  const name = nameOf(method);
  return html`<article class="card" data-groups="${groupsOf(method).join(' ')}" aria-labelledby="${id}">
    <header>
      <h3 id="${id}">${name}</h3>
      <p class="badges">${headlines(method).map(badge)}</p>
    </header>
    <dl class="facts">
      ${identityOf(method).map(
        ([word, text]) =>
          html`<div>
            <dt>${word}</dt>
            <dd><code>${visible(text)}</code></dd>
          </div>`,
      )}
    </dl>
    ${method.notes.map((note) => html`<p class="note">${visible(note)}</p>`)}
    ${loud.length > 0 && table(loud, name)} ${method.requests.map(requestBlock)}
    ${quiet.map((some) => (some.words === VERDICTS['in-sync'] ? held(some.findings, name) : named(some)))}
  </article> `;
}

export function badge({ group, symbol, label }: Words): Html {
  return html`<span class="badge ${group}"><span aria-hidden="true">${symbol}</span> ${label}</span>`;
}

function table(findings: readonly AttributeFinding[], name: string): Html {
  return html`<table class="loud">
    <caption class="hidden">
      Attributes of ${name}: last deployed, live in Datadog, wanted by the code
    </caption>
    <thead>
      <tr>
        <th scope="col">Attribute</th>
        ${COLUMN_KEYS.map((column) => html`<th scope="col">${COLUMNS[column]}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${findings.map(rows)}
    </tbody>
  </table>`;
}

function rows(finding: AttributeFinding): Html {
  const ways = finding.waysOut.length > 0;
  return html`<tr>
      <th scope="row">
        <code>${finding.attribute}</code> ${badge(VERDICTS[finding.verdict])}${
          finding.movedSinceApproval === true &&
          html` <span class="badge moved"><span aria-hidden="true">⟳</span> ${MOVED}</span>`
        }
      </th>
      ${COLUMN_KEYS.map((column) => cell(finding, column))}
    </tr>
    ${
      ways &&
      html`<tr class="ways">
        <td colspan="4">${waysOut(finding)}</td>
      </tr>`
    }`;
}

function cell(finding: AttributeFinding, column: Column): Html {
  const changed = CHANGED[finding.verdict]?.[column];
  const text = shownText(finding, column);
  const shown =
    finding[column].kind === 'value' ? html`<code>${text}</code>` : html`<span class="none">${text}</span>`;
  return html`<td data-column="${COLUMNS[column]}">
    ${changed === undefined ? shown : html`<span class="value ${changed}">${shown}</span>`}
  </td>`;
}

function named({ words, findings }: Quiet): Html {
  return html`<p class="quiet">
    ${badge(words)}
    ${findings.map((finding, index) => html`${index > 0 && ', '}<code>${finding.attribute}</code>`)}
  </p>`;
}

/** What is in sync has one value to show, the live one. */
function held(findings: readonly AttributeFinding[], name: string): Html {
  return html`<details class="held">
    <summary>${counted(findings.length, 'attribute')} in sync</summary>
    <table>
      <caption class="hidden">
        Attributes of ${name} that are in sync
      </caption>
      <thead>
        <tr>
          <th scope="col">Attribute</th>
          <th scope="col">Live in Datadog, as last deployed and as wanted</th>
        </tr>
      </thead>
      <tbody>
        ${findings.map(
          (finding) =>
            html`<tr>
              <th scope="row"><code>${finding.attribute}</code></th>
              ${cell(finding, 'live')}
            </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}

function waysOut(finding: AttributeFinding): Html {
  return html`<details ${finding.verdict === 'conflict' && html`open`}>
    <summary>Ways out for ${finding.attribute}</summary>
    <dl>
      ${finding.waysOut.map(
        ({ choice, text }) =>
          html`<div>
            <dt>${WAYS_OUT[choice]}</dt>
            <dd>${visible(text)}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}

function requestBlock(request: PlannedRequest): Html {
  const body = request.body === undefined ? '' : `\n${indentedJson(request.body)}`;
  return html`<details class="request" open>
    <summary>Datadog will be sent a ${request.method}</summary>
    <pre><code>${visible(requestLine(request))}${body}</code></pre>
    ${!request.settled && html`<p class="note">${UNSETTLED}</p>`}
  </details>`;
}
