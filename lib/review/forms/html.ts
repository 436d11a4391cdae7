import { createHash } from 'node:crypto';
import { COLUMNS } from '../../drift/words';
import { label, text, type Text } from '../../text/parts';
import { indentedJson, visible } from '../../text/visible';
import type { PlannedRequest, Review } from '..';
import { paragraph, render, type Block, type Cell, type Renderings, type Row } from './blocks';
import { documentOf, type Document, type FormOptions } from './document';
import STYLE from './html/style.css';
import { Html, inline, markup } from './html/template';

/** A review as one page in one file. It fetches nothing, runs no script and needs nothing beside it. */
export function htmlReview(review: Review, options: FormOptions = {}): string {
  const document = documentOf(review, options);
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
${bodyOf(document)}
</html>
`.text;
}

function bodyOf({ decision, counts, requests, tiles, blocks, foot }: Document): Html {
  return markup`<body>
<header class="page">
  <div><p class="kind">Drift review</p> <h1>${inline(decision)}</h1>
  <p>${inline(text`${counts}. ${requests}`)}</p></div>
</header>
<main>
<fieldset class="tiles"><legend>Show the auth methods</legend>
  ${tiles.map(tile)}
</fieldset>
${all(blocks)}
</main>
<footer>${all(foot.map(paragraph))}</footer>
</body>`;
}

function all(blocks: readonly Block[]): readonly Html[] {
  return blocks.map((block) => render(block, BLOCKS));
}

const BLOCKS: Renderings<Html> = {
  paragraph: (block) => markup`<p>${inline(block.text)}</p> `,
  list: ({ items }) => list(items),
  notice: ({ title, group, items }) =>
    markup`<div class="notice ${group}"><h3>${inline(title)}</h3> ${list(items)}</div> `,
  values: ({ caption, rows }) => table(rows, caption),
  request: ({ request }) => requestOf(request),
  fold: ({ summary, isOpen, body }) => markup`<details ${isOpen && markup`open`}>
  <summary>${inline(summary)}</summary> ${all(body)}</details> `,
  section: ({ title, body }) => markup`<section>
<h2>${inline(title)}</h2>
${all(body)}
</section>
`,
  card: ({ group, title, body }) => markup`<article class="card" data-group="${group}">
  <h3>${inline(title)}</h3>
  ${all(body)}
</article>
`,
};

function list(items: readonly Text[]): Html {
  return markup`<ul>${items.map((item) => markup`<li>${inline(item)}</li> `)}</ul> `;
}

function tile({ group, label: name, count }: Document['tiles'][number]): Html {
  return markup`<div class="tile ${group}">
    <input type="radio" name="show" id="show-${group}" ${group === 'all' && markup`checked`} />
    <label for="show-${group}"><span class="count">${count.toLocaleString('en')}</span> ${name}</label>
  </div> `;
}

function table(rows: readonly Row[], caption: Text): Html {
  const heads = ['Attribute', ...Object.values(COLUMNS)];
  return markup`<table>
    <caption class="hidden">${inline(caption)}: last deployed, live in Datadog, wanted by the code</caption>
    <thead><tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${rows.map(
      ({ attribute, words, cells }) => markup`
      <tr><th scope="row">${inline(attribute)} ${inline(text`${label(words)}`)}</th>${cells.map(cell)}</tr>`,
    )}</tbody>
  </table> `;
}

function cell({ column, text: value, mark }: Cell): Html {
  const isPlaceholder = value.parts.every(({ kind }) => kind === 'words');
  const content = isPlaceholder ? markup`<span class="none">${inline(value)}</span>` : inline(value);
  const marked = mark === undefined ? content : markup`<span class="value ${mark}">${content}</span>`;
  return markup`<td data-column="${COLUMNS[column]}">${marked}</td>`;
}

function requestOf({ method, path, body, reason }: PlannedRequest): Html {
  const json = body === undefined ? '' : `\n${indentedJson(body)}`;
  return markup`<pre><code>${visible(`${method} ${path}`)}${json}</code></pre>
    ${reason && markup`<p>${inline(reason)}</p>`} `;
}
