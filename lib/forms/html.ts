import { createHash } from 'node:crypto';
import { joined, type Text } from '../judge/parts';
import { VERDICTS } from '../judge/words';
import type { Review } from '../review';
import { documentOf, type Document, type Section } from './document';
import { badge, card } from './html/card';
import { shown } from './html/shown';
import STYLE from './html/style.css';
import { html, Html } from './html/template';

/** A review as one page in one file. It fetches nothing, runs no script and needs nothing beside it. */
export function htmlReview(review: Review): string {
  const document = documentOf(review);
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${policy}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>Drift review: ${String(document.decision)}</title>
      ${Html.style(STYLE)}
    </head>
    ${body(document)}
  </html>`;
  return `<!DOCTYPE html>\n${page.text}\n`;
}

function body(document: Document): Html {
  const { decision, worst, requests, sections, foot } = document;
  return html`<body>
    <header class="page ${worst}">
      <div>
        <p class="kind">Drift review</p>
        <h1>${shown(decision)}</h1>
        <p>${shown(requests)}</p>
      </div>
    </header>
    <main>${filter(document)} ${sections.map(section)}</main>
    <footer>${legend()} ${paragraphs(foot)}</footer>
  </body> `;
}

function filter({ tiles }: Document): Html {
  return html`<fieldset class="tiles">
    <legend>Show the auth methods</legend>
    ${tiles.map(({ group, label, count }) => {
      const state = group === 'all' ? html`checked` : count === 0 && html`disabled`;
      return html`<div class="tile ${group}">
        <input type="radio" name="show" id="show-${group}" ${state} />
        <label for="show-${group}"><span class="count">${count.toLocaleString('en')}</span> ${label}</label>
      </div> `;
    })}
  </fieldset>`;
}

function section({ title, gaps, cards, origin }: Section, index: number): Html {
  const id = `stack-${index + 1}`;
  return html`<section class="stack" aria-labelledby="${id}">
    <h2 id="${id}">${title ? shown(title) : 'The plan'}</h2>
    ${gaps.length > 0 && unsure(gaps)} ${cards.map((one, place) => card(one, `${id}-${place + 1}`))}
    <div class="origin">${paragraphs([joined(origin, ' ')])}</div>
  </section> `;
}

function unsure(gaps: readonly Text[]): Html {
  return html`<div class="unsure">
    <h3>Not compared</h3>
    <ul>
      ${gaps.map((gap) => html`<li>${shown(gap)}</li>`)}
    </ul>
  </div>`;
}

function paragraphs(texts: readonly Text[]): Html {
  return html`${texts.map((one) => html`<p>${shown(one)}</p> `)}`;
}

function legend(): Html {
  return html`<details class="legend">
    <summary>What the words mean</summary>
    <dl>
      ${Object.values(VERDICTS).map(
        (words) =>
          html`<div>
            <dt>${badge(words)}</dt>
            <dd>${words.meaning}</dd>
          </div>`,
      )}
    </dl>
  </details>`;
}
