import { createHash } from 'node:crypto';
import { methodCard } from './html/method';
import { STYLE } from './html/style';
import { html, Html } from './html/template';
import { bySeverity, headSentences, inSyncWord, originOf, verdictOf } from './outline';
import type { Review, StackReview } from './review';
import { visible } from '../judge/visible';
import { GROUP_NAMES, GROUPS, VERDICTS, type Group } from './words';

/** A review as one page in one file: it fetches nothing, runs nothing and needs nothing beside it. */
export function htmlReview(review: Review): string {
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  const page = html`<html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content="${policy}" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>Drift review: ${verdictOf(review)}</title>
      ${Html.style(STYLE)}
    </head>
    ${body(review)}
  </html>`;
  return `<!DOCTYPE html>\n${page.text}\n`;
}

function body(review: Review): Html {
  return html`<body>
    <header class="page">
      <div>
        <p class="kind">Drift review</p>
        <h1>${verdictOf(review)}</h1>
        ${headSentences(review).map((sentence) => html`<p>${sentence}</p> `)}
      </div>
    </header>
    <main>${filter(review)} ${review.stacks.map(stackSection)} ${legend()}</main>
    <footer><p>Made by cdktf-datadog-webhooks ${review.madeBy}. The client secret is never shown.</p></footer>
  </body> `;
}

function filter(review: Review): Html {
  const { counts } = review;
  const name = (group: Group) =>
    group === 'in-sync'
      ? inSyncWord(review).replace(/^./, (first) => first.toUpperCase())
      : GROUP_NAMES[group];
  return html`<fieldset class="tiles">
    <legend>Show the auth methods</legend>
    ${tile('all', 'All', counts.methods)}${GROUPS.map((group) => tile(group, name(group), counts[group]))}
  </fieldset>`;
}

function tile(group: Group | 'all', name: string, count: number): Html {
  const state = group === 'all' ? html`checked` : count === 0 && html`disabled`;
  return html`<div class="tile ${group}">
    <input type="radio" name="show" id="show-${group}" ${state} />
    <label for="show-${group}"><span class="count">${count.toLocaleString('en')}</span> ${name}</label>
  </div> `;
}

function stackSection(stack: StackReview, index: number): Html {
  const id = `stack-${index + 1}`;
  return html`<section class="stack" aria-labelledby="${id}">
    <h2 id="${id}">
      ${stack.stack === undefined ? 'The plan' : html`Stack <code>${visible(stack.stack)}</code>`}
    </h2>
    <p class="origin">${originOf(stack).map((sentence) => html`${visible(sentence)} `)}</p>
    ${stack.notCompared.length > 0 && notCompared(stack.notCompared)}
    ${bySeverity(stack.methods).map((method, place) => methodCard(method, `${id}-${place + 1}`))}
  </section> `;
}

function notCompared(sentences: readonly string[]): Html {
  return html`<div class="unsure">
    <h3>Not compared</h3>
    <ul>
      ${sentences.map((sentence) => html`<li>${visible(sentence)}</li>`)}
    </ul>
  </div>`;
}

function legend(): Html {
  return html`<section class="legend" aria-labelledby="words">
    <h2 id="words">What the words mean</h2>
    <dl>
      ${Object.values(VERDICTS).map(
        ({ label, symbol, group, meaning }) =>
          html`<div>
            <dt>
              <span class="badge ${group}"><span aria-hidden="true">${symbol}</span> ${label}</span>
            </dt>
            <dd>${meaning}</dd>
          </div>`,
      )}
    </dl>
  </section>`;
}
