import { GROUPS } from '../words';

/** Dark on light and light on dark, each pair with a contrast of 4.5:1 and more; no meaning is in a colour alone. */
const LIGHT = `
  --page: #f5f6f8; --card: #ffffff; --text: #1a2330; --soft: #4f5b6b; --line: #d8dde5; --code: #f0f2f6;
  --conflict: #8f1353; --conflict-back: #fde9f2; --drift: #7d3c00; --drift-back: #fff0df;
  --destroy: #9b1c1c; --destroy-back: #fdeceb; --change: #0a4798; --change-back: #e5f0ff; --unchecked: #554600; --unchecked-back: #faf2cc;
  --in-sync: #1f5750; --in-sync-back: #e3f3f0; --focus: #0a4798;`;
const DARK = `
  --page: #0f141b; --card: #171e28; --text: #e7ebf1; --soft: #a9b4c3; --line: #303b4a; --code: #202936;
  --conflict: #ff9fca; --conflict-back: #461631; --drift: #ffc28c; --drift-back: #422808;
  --destroy: #ffada6; --destroy-back: #4a1a17; --change: #a2caff; --change-back: #14315c; --unchecked: #eddd91; --unchecked-back: #393212;
  --in-sync: #a3dad1; --in-sync-back: #15362f; --focus: #a2caff;`;

const COLOURS = GROUPS.map(
  (group) => `
.${group} { --ink: var(--${group}); --back: var(--${group}-back); }`,
).join('');

/** On screens only: what is printed is the whole review, whatever was looked at. What was not compared always stays. */
const FILTER = GROUPS.map(
  (group) => `
  main:has(#show-${group}:checked) .card:not([data-groups~='${group}']),
  main:has(#show-${group}:checked) .stack:not(:has([data-groups~='${group}'], .unsure)) { display: none; }`,
).join('');

export const STYLE = `
:root { color-scheme: light dark; ${LIGHT} }
@media screen and (prefers-color-scheme: dark) { :root { ${DARK} } }
${COLOURS}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 1rem/1.55 system-ui, 'Segoe UI', 'Liberation Sans', sans-serif; }
.page > div, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1.5rem; }
.page { background: var(--card); border-bottom: 1px solid var(--line); padding: 2.25rem 0 1.5rem; }
.page p { margin: 0.2rem 0; color: var(--soft); }
.page .kind { font-size: 0.85rem; font-weight: 600; letter-spacing: 0.06em; text-transform: uppercase; }
h1 { margin: 0.15rem 0 0.75rem; font-size: clamp(1.35rem, 1rem + 1.6vw, 2rem); line-height: 1.25; letter-spacing: -0.01em; text-wrap: balance; }
h2 { margin: 0 0 0.35rem; font-size: 1.25rem; line-height: 1.3; }
h3 { margin: 0; font-size: 1.05rem; line-height: 1.4; overflow-wrap: anywhere; }
code, pre, h3 { font-family: ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, 'DejaVu Sans Mono', monospace; }
code { font-size: 0.86em; overflow-wrap: anywhere; white-space: pre-wrap; unicode-bidi: isolate; }
h3 { font-size: 1rem; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
main { padding-block: 1.5rem 1rem; }
.tiles { display: grid; grid-template-columns: repeat(7, 1fr); gap: 0.75rem; margin: 0 0 2.25rem; padding: 0; border: 0; }
.tiles legend { padding: 0; margin-bottom: 0.6rem; color: var(--soft); font-size: 0.9rem; }
.tile { position: relative; --ink: var(--text); --back: var(--card); }
${GROUPS.map((group) => `.tile.${group} { --ink: var(--${group}); --back: var(--${group}-back); }`).join('\n')}
.tile label { display: block; height: 100%; padding: 0.7rem 0.9rem; border: 1px solid var(--line); border-top: 4px solid var(--ink); border-radius: 0.6rem; background: var(--card); font-size: 0.9rem; cursor: pointer; }
.tile .count { display: block; color: var(--ink); font-size: 1.7rem; font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; }
.tile input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.tile:hover label { border-color: var(--ink); }
.tile :checked + label { background: var(--back); border-color: var(--ink); outline: 1px solid var(--ink); font-weight: 600; }
.tile :focus-visible + label, summary:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.tile :disabled + label, .tile :disabled { cursor: default; }
.tile :disabled + label { border-style: dashed; border-top-style: solid; color: var(--soft); }
.stack { margin-bottom: 2.5rem; }
.origin { max-width: 62rem; margin: 0 0 1.1rem; color: var(--soft); font-size: 0.9rem; }
.unsure { margin: 0 0 1rem; padding: 0.9rem 1.1rem; border: 1px solid var(--unchecked); border-left-width: 5px; border-radius: 0.6rem; background: var(--unchecked-back); color: var(--unchecked); }
.unsure h3 { font-family: inherit; }
.unsure ul { margin: 0.3rem 0 0; padding-left: 1.2rem; }
.card { margin: 0 0 0.9rem; padding: 1.05rem 1.25rem; border: 1px solid var(--line); border-radius: 0.7rem; background: var(--card); overflow-wrap: anywhere; content-visibility: auto; contain-intrinsic-size: auto 12rem; }
.card header { display: flex; flex-wrap: wrap; gap: 0.35rem 0.75rem; align-items: center; }
.badges { display: flex; flex-wrap: wrap; gap: 0.4rem; margin: 0; }
.badge { display: inline-block; padding: 0.05rem 0.55rem; border: 1px solid transparent; border-radius: 1rem; background: var(--back); color: var(--ink); font: 600 0.8rem/1.55 system-ui, 'Segoe UI', 'Liberation Sans', sans-serif; }
.facts { display: flex; flex-wrap: wrap; gap: 0.1rem 1.25rem; margin: 0.35rem 0 0; color: var(--soft); font-size: 0.85rem; }
.facts div { display: flex; gap: 0.4rem; }
.facts dt { flex: none; }
.facts dd { margin: 0; }
.moved { --ink: var(--text); --back: var(--code); }
.note, .quiet { margin: 0.7rem 0 0; font-size: 0.9rem; }
table { width: 100%; margin-top: 0.9rem; border-collapse: collapse; table-layout: fixed; font-size: 0.95rem; }
th, td { padding: 0.5rem 0.75rem 0.5rem 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: 400; }
thead th { border-top: 0; padding-block: 0 0.3rem; color: var(--soft); font-size: 0.8rem; font-weight: 600; }
tbody th > code { display: block; margin-bottom: 0.2rem; font-weight: 600; }
.value { display: inline-block; padding: 0.05rem 0.4rem; margin-left: -0.4rem; border-radius: 0.3rem; background: var(--back); color: var(--ink); }
.none { color: var(--soft); font-style: italic; }
.value .none { color: inherit; }
.ways td { border-top: 0; padding-top: 0; }
details { margin-top: 0.8rem; }
.ways details { margin: 0; }
summary { width: fit-content; border-radius: 0.3rem; color: var(--soft); font-size: 0.9rem; cursor: pointer; }
summary:hover { color: var(--text); text-decoration: underline; }
.ways dl { display: grid; gap: 0.4rem; margin: 0.5rem 0 0.3rem; padding-left: 1rem; border-left: 3px solid var(--line); font-size: 0.9rem; }
.ways dt { font-weight: 600; }
.ways dd { margin: 0; }
pre { margin: 0.5rem 0 0; padding: 0.8rem 1rem; border-radius: 0.5rem; background: var(--code); font-size: 0.95rem; line-height: 1.5; white-space: pre-wrap; overflow-wrap: anywhere; }
.held table { margin-top: 0.4rem; }
.held th { width: 25%; }
.held tbody th > code { margin: 0; font-weight: 400; }
.legend { margin-top: 3rem; padding-top: 1.5rem; border-top: 1px solid var(--line); font-size: 0.9rem; }
.legend dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(19rem, 1fr)); gap: 0.9rem 2rem; }
.legend dd { margin: 0.2rem 0 0; color: var(--soft); }
footer { padding-block: 0.5rem 2.5rem; color: var(--soft); font-size: 0.85rem; }
@media screen {${FILTER}
}
@media screen and (max-width: 44rem) {
  .page > div, main, footer { padding-inline: 1rem; }
  .tiles { grid-template-columns: repeat(2, 1fr); }
  .card { padding: 0.9rem 1rem; }
  .loud, .loud tbody, .loud tr, .loud th, .loud td { display: block; }
  .loud thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .loud th, .loud td { padding: 0.3rem 0; border-top: 0; }
  .loud tr:not(.ways) { padding-top: 0.6rem; border-top: 1px solid var(--line); }
  .loud td[data-column]::before { content: attr(data-column); content: attr(data-column) / ''; display: block; color: var(--soft); font-size: 0.8rem; }
  .held th { width: 45%; }
}
@media (forced-colors: active) {
  .badge, .value { border: 1px solid; }
  .tile :checked + label { outline: 3px solid Highlight; }
}
@media print {
  body { background: none; font-size: 10pt; }
  .page > div, main, footer { max-width: none; padding-inline: 0; }
  .tiles { gap: 0.4rem; }
  .tile label { background: none !important; }
  .card { content-visibility: visible; }
  .badge, .value { border-color: currentcolor; }
  tr, pre, .unsure, header { break-inside: avoid; }
  h2, h3, thead { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  summary { list-style: none; }
}
`;
