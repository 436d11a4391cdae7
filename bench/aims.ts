import type { Results } from './results';
import { ratioOf, summarize } from './statistics';
import { markdown, ratioText, seconds } from './table';

/** What a run should reach. `of` is the work of a row, or what a fact is about. */
interface Aim {
  readonly of: string;
  /** At most this many times the floor. */
  readonly ratio?: number;
  /** The median, in seconds. */
  readonly seconds?: number;
  /** In the unit of the fact. */
  readonly size?: number;
  readonly calls?: string;
}

const AIMS: readonly Aim[] = [
  { of: 'start to handshake (floor: bare node)', ratio: 1.6 },
  { of: 'plan, 1 unchanged', seconds: 0.6, calls: '1 GET' },
  { of: 'plan, 100 unchanged', seconds: 1, calls: '1 GET' },
  { of: 'plan, 1,000 unchanged', ratio: 1.7, calls: '1 GET' },
  { of: 'update of 1 among 1,000', calls: '2 GET, 1 PATCH' },
  { of: 'create 1,000, answers in 170 ms', ratio: 1.1, calls: '2 GET, 1000 POST' },
  { of: 'largest provider process (RSS) in a plan of 1,000 unchanged', size: 110 },
  { of: 'provider', size: 1000 },
  { of: 'body of a PATCH that changes `scope` to `read`', size: 96 },
];

/** The aims beside what was found, as Markdown. */
export function aimsTable(results: Results): string {
  const lines = AIMS.flatMap((aim) => parts(aim, results));
  return markdown([
    ['work', 'aim', 'found', 'met'],
    ...lines.map(({ of, aim, found, met }) => [of, aim, found, met ? 'yes' : 'no']),
  ]);
}

interface Line {
  readonly of: string;
  readonly aim: string;
  readonly found: string;
  readonly met: boolean;
}

function parts({ of, ratio, seconds: most, size, calls }: Aim, { rows, facts }: Results): Line[] {
  const row = rows.find(({ work }) => work === of);
  const fact = facts.find(({ what }) => what === of);
  const lines: Line[] = [];
  if (row && ratio !== undefined) {
    const found = ratioOf(row.product, row.floor);
    const met = 'ratio' in found && found.ratio <= ratio;
    lines.push({ of, aim: `${ratio} × the floor`, found: ratioText(found), met });
  }
  if (row && most !== undefined) {
    const { median } = summarize(row.product);
    lines.push({ of, aim: `${most} s`, found: `${seconds(median)} s`, met: median <= most * 1000 });
  }
  if (row && calls !== undefined)
    lines.push({ of, aim: calls, found: row.calls ?? 'none', met: row.calls === calls });
  if (fact && size !== undefined) {
    const [found = '', unit = ''] = fact.value.split(' ');
    lines.push({ of, aim: `${size} ${unit}`, found: fact.value, met: Number(found) <= size });
  }
  return lines;
}
