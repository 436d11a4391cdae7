import type { Results } from './results';
import { summarize } from './statistics';
import { seconds } from './table';

const WIDTH = 720;
const LEFT = 230;
const RIGHT = 90;
const BAR = 16;
const ROW = 58;

/** Both colours are told apart, and from the page, in a light and a dark theme. */
const STYLE = `text{font:13px system-ui,sans-serif;fill:#1f2328}.p{fill:#0969da}.f{fill:#8c959f}
@media(prefers-color-scheme:dark){text{fill:#e6edf3}.p{fill:#58a6ff}.f{fill:#6e7681}}`;

/** A bar for the product and one for the floor per work, each pair on a scale of its own. */
export function resultsChart({ rows, latencyMs }: Results): string {
  const height = rows.length * ROW + 40;
  const groups = rows.map(({ work, product, floor }, index) => {
    const [own, bare] = [summarize(product).median, summarize(floor).median];
    const scale = (WIDTH - LEFT - RIGHT) / Math.max(own, bare);
    const top = index * ROW + 34;
    return (
      `<text x="0" y="${top + 20}">${escape(work)}</text>` +
      bar('p', top, own, scale) +
      bar('f', top + BAR + 4, bare, scale)
    );
  });
  const title = `Product (blue) and floor (grey), seconds; API answering in ${latencyMs} ms`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${title}">
<style>${STYLE}</style>
<text x="0" y="16">${title}</text>
${groups.join('\n')}
</svg>
`;
}

function bar(kind: 'p' | 'f', y: number, value: number, scale: number): string {
  const width = Math.max(1, value * scale).toFixed(1);
  return (
    `<rect class="${kind}" x="${LEFT}" y="${y}" width="${width}" height="${BAR}"/>` +
    `<text x="${LEFT + Number(width) + 6}" y="${y + 13}">${seconds(value)} s</text>`
  );
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
