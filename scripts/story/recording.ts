/** A step of the recording: the command that somebody types, and the lines that it prints. */
export interface Step {
  /** What the viewer has to know before the command, as a comment of a shell. */
  readonly comment: string;
  readonly command: string;
  readonly output: readonly string[];
}

const COLUMNS = 100;
const CHARACTER = 7.83;
const LINE = 18;
const MARGIN = 20;
const BAR = 34;
/** How long the recording plays, and how long its end is shown before it plays again, in seconds. */
const PLAYING = 18;
const HOLDING = 42;
/** How much longer the viewer waits for the first line of an output than for each other line. */
const PAUSE = 8;

interface Line {
  readonly text: string;
  readonly kind: 'comment' | 'command' | 'output';
  /** When it lights up, from 0 to 1 of what plays. */
  readonly at: number;
}

/**
 * The steps as an animated picture of a terminal (SVG). Lines light up one after another, so that it can be
 * read at any moment and where it is not played, as with reduced motion.
 */
export function recording(steps: readonly Step[]): string {
  const lines = timed(steps);
  const width = Math.round(COLUMNS * CHARACTER + 2 * MARGIN);
  const height = BAR + lines.length * LINE + MARGIN;
  const rules = lines.map(({ at }, index) => {
    const start = ((at * PLAYING) / (PLAYING + HOLDING)) * 100;
    const [dark, bright] = [start.toFixed(2), (start + 0.05).toFixed(2)];
    return `@keyframes l${index}{0%,${dark}%{opacity:.45}${bright}%,100%{opacity:1}}#l${index}{animation-name:l${index}}`;
  });
  const texts = lines.map(({ text, kind }, index) => {
    const y = BAR + (index + 1) * LINE;
    return (
      text &&
      `<text id="l${index}" class="${classOf(text, kind)}" x="${MARGIN}" y="${y}">${escaped(text)}</text>`
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">
<title>A recording of a terminal</title>
<style>
text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre;fill:#d0d7de;animation:${PLAYING + HOLDING}s step-end infinite}
.comment{fill:#8b949e}.command{fill:#fff;font-weight:600}.warn{fill:#f0b72f}.quiet{fill:#8b949e}.change{fill:#79c0ff}.good{fill:#56d364}
${rules.join('\n')}
@media (prefers-reduced-motion:reduce){text{animation:none}}
</style>
<rect width="${width}" height="${height}" rx="8" fill="#161b22"/>
<circle cx="20" cy="17" r="5" fill="#f85149"/><circle cx="38" cy="17" r="5" fill="#f0b72f"/><circle cx="56" cy="17" r="5" fill="#56d364"/>
${texts.filter(Boolean).join('\n')}
</svg>
`;
}

function timed(steps: readonly Step[]): Line[] {
  const lines = steps.flatMap(({ comment, command, output }, index) => [
    ...(index === 0 ? [] : [{ text: '', kind: 'output', wait: 0 } as const]),
    { text: `# ${comment}`, kind: 'comment', wait: PAUSE } as const,
    { text: `$ ${command}`, kind: 'command', wait: PAUSE } as const,
    ...output
      .flatMap(wrapped)
      .map((text, place) => ({ text, kind: 'output', wait: place === 0 ? PAUSE : 1 }) as const),
  ]);
  const total = lines.reduce((sum, { wait }) => sum + wait, 0);
  let passed = 0;
  return lines.map(({ text, kind, wait }) => ({ text, kind, at: (passed += wait) / total }));
}

function wrapped(text: string): string[] {
  return text.match(new RegExp(`.{1,${COLUMNS}}`, 'g')) ?? [''];
}

function classOf(text: string, kind: Line['kind']): string {
  if (kind !== 'output') return kind;
  if (/^Decide|! conflict|Live in Datadog/.test(text)) return 'warn';
  if (/^ *~ |PATCH|Wanted by/.test(text)) return 'change';
  if (/complete!|^Edited/.test(text)) return 'good';
  return /^[│ ]*(construct|address|id) |^…/.test(text) ? 'quiet' : 'output';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
