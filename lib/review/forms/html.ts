import { createHash } from 'node:crypto';
import { joined, type Text } from '../../text/parts';
import { VERDICTS } from '../../drift/words';
import type { Review } from '..';
import { documentOf, type Document, type Section } from './document';
import { badge, card } from './html/card';
import STYLE from './html/style.css';
import { Html, markup, shown } from './html/template';

/** A review as one page in one file. It fetches nothing, runs no script and needs nothing beside it. */
export function htmlReview(review: Review): string {
  const document = documentOf(review);
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8" />
  <meta http-equiv="Content-Security-Policy" content="${policy}" />
  <meta name="viewport" content="width=device-width, initial-scale=1" />
  <meta name="color-scheme" content="light dark" />
  <title>Drift review: ${String(document.decision)}</title>
  ${Html.style(STYLE)}
</head>
${body(document)}
</html>
`.text;
}

function body({ decision, requests, tiles, sections, foot }: Document): Html {
  return markup`<body>
<header class="page">
  <div><p class="kind">Drift review</p> <h1>${shown(decision)}</h1> <p>${shown(requests)}</p></div>
</header>
<main>
<fieldset class="tiles"><legend>Show the auth methods</legend>
  ${tiles.map(tile)}
</fieldset>
${sections.map(section)}
</main>
<footer>${legend()} ${foot.map(paragraph)}</footer>
</body>`;
}

function tile({ group, label, count }: Document['tiles'][number]): Html {
  const state = group === 'all' ? markup`checked` : count === 0 && markup`disabled`;
  return markup`<div class="tile ${group}">
    <input type="radio" name="show" id="show-${group}" ${state} />
    <label for="show-${group}"><span class="count">${count.toLocaleString('en')}</span> ${label}</label>
  </div> `;
}

function section({ title, gaps, cards, origin }: Section, index: number): Html {
  const id = `stack-${index + 1}`;
  const unsure = markup`<div class="unsure unchecked"><h3>Not compared</h3>
    <ul>${gaps.map((gap) => markup`<li>${shown(gap)}</li>`)}</ul></div>`;
  return markup`<section class="stack" aria-labelledby="${id}">
<h2 id="${id}">${title ? shown(title) : 'The plan'}</h2>
${gaps.length > 0 && unsure}
${cards.map((one, place) => card(one, `${id}-${place + 1}`))}
<div class="origin">${paragraph(joined(origin, ' '))}</div>
</section>
`;
}

function paragraph(text: Text): Html {
  return markup`<p>${shown(text)}</p> `;
}

function legend(): Html {
  const meanings = Object.values(VERDICTS).map(
    (words) => markup`<div><dt>${badge(words)}</dt><dd>${words.meaning}</dd></div> `,
  );
  const summary = markup`<summary>What the words mean</summary>`;
  return markup`<details class="legend">${summary} <dl>${meanings}</dl></details>`;
}
