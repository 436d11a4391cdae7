import { startEmulator } from '../lib/emulator';
import { timed } from './measure';
import type { Row } from './table';
import { Floor, Product, type Side } from './workspaces';

interface Load {
  readonly count: number;
  readonly latencyMs: number;
  readonly rounds: number;
}

/** What one round of one kind of work does to either side, before and while it is timed. */
interface Work {
  readonly name: (count: string, latencyMs: number) => string;
  prepare?(side: Side, count: number, round: number): void;
  readonly args: string;
  /** Whether the emulator begins with nothing in each round. */
  readonly empty?: boolean;
}

const WORKS = {
  plan: {
    name: (count) => `plan, ${count} unchanged`,
    // Its exit code is 2 when there is something to change, which would fail the run.
    args: 'plan -detailed-exitcode',
  },
  review: { name: (count) => `review of ${count} unchanged (floor: its plan)`, args: 'plan' },
  update: {
    name: (count) => `update of 1 among ${count}`,
    prepare: (side, count, round) => side.configure(count, `read round-${round}`),
    args: 'apply -auto-approve',
  },
  create: {
    name: (count, latencyMs) => `create ${count}, answers in ${latencyMs} ms`,
    prepare: (side) => side.forgetState(),
    args: 'apply -auto-approve',
    empty: true,
  },
} as const satisfies Record<string, Work>;

export type WorkName = keyof typeof WORKS;
export const WORK_NAMES = Object.keys(WORKS) as readonly WorkName[];

/** Does one kind of work on both sides in turn, so that a machine that slows down slows both. */
export async function measureWork(name: WorkName, { count, latencyMs, rounds }: Load): Promise<Row> {
  const work: Work = WORKS[name];
  const label = count.toLocaleString('en');
  const sides = { floor: name === 'review' ? new Product() : new Floor(), product: new Product() };
  const samples: Record<keyof typeof sides, number[]> = { floor: [], product: [] };
  let calls = '';
  const once = async (key: keyof typeof sides, round: number) => {
    const side = sides[key];
    const file = work.empty ? undefined : side.methodsFile;
    await using emulator = await startEmulator({ latencyMs, ...(file === undefined ? {} : { file }) });
    work.prepare?.(side, count, round);
    const isReview = name === 'review' && key === 'product';
    const milliseconds = await timed(
      isReview ? sides.product.review(emulator.url) : side.command(work.args, emulator.url),
    );
    calls = callsOf(emulator.requests.map(({ method }) => method));
    return milliseconds;
  };
  try {
    for (const side of Object.values(sides)) await side.seed(count);
    // The first round warms the machine's caches and does not count.
    for (let round = 0; round <= rounds; round++)
      for (const key of ['floor', 'product'] as const) {
        const milliseconds = await once(key, round);
        if (round > 0) samples[key].push(milliseconds);
      }
    return { work: work.name(label, latencyMs), ...samples, calls };
  } finally {
    for (const side of Object.values(sides)) side.remove();
  }
}

/** By method: `2 GET, 1 PATCH`. */
function callsOf(methods: readonly string[]): string {
  return [...new Set(methods)]
    .map((method) => `${methods.filter((other) => other === method).length} ${method}`)
    .join(', ');
}
