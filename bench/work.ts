import { EmulatorProcess } from './emulator';
import { largestChild, timed } from './measure';
import type { Fact, Row } from './results';
import { Floor, Product, type Side } from './workspaces';

export interface Load {
  readonly count: number;
  readonly latencyMs: number;
  readonly rounds: number;
}

/** What one round of one kind of work does to either side, before and while it is timed. */
interface Work {
  readonly name: (load: Load) => string;
  prepare(side: Side, load: Load, round: number): void;
  readonly args: string;
  /** Whether the emulator begins with nothing in each round. */
  readonly empty?: boolean;
}

const WORKS = {
  plan: {
    name: ({ count }) => `plan, ${count.toLocaleString('en')} unchanged`,
    prepare: () => undefined,
    // Its exit code is 2 when there is something to change, which would fail the run.
    args: 'plan -detailed-exitcode',
  },
  update: {
    name: ({ count }) => `update of 1 among ${count.toLocaleString('en')}`,
    prepare: (side, { count }, round) => side.configure(count, `read round-${round}`),
    args: 'apply -auto-approve',
  },
  create: {
    name: ({ count, latencyMs }) => `create ${count.toLocaleString('en')}, answers in ${latencyMs} ms`,
    prepare: (side) => side.forgetState(),
    args: 'apply -auto-approve',
    empty: true,
  },
} as const satisfies Record<string, Work>;

export type WorkName = keyof typeof WORKS;
export const WORK_NAMES = Object.keys(WORKS) as readonly WorkName[];

/** Does one kind of work on both sides in turn, so that a machine that slows down slows both. */
export async function measureWork(name: WorkName, load: Load): Promise<{ row: Row; facts: Fact[] }> {
  const work: Work = WORKS[name];
  const sides = { product: new Product(), floor: new Floor() };
  const samples: Record<keyof typeof sides, number[]> = { product: [], floor: [] };
  let calls = '';
  try {
    for (const side of Object.values(sides)) await side.seed(load.count);
    // The first round warms the machine's caches and does not count.
    for (let round = 0; round <= load.rounds; round++) {
      for (const key of ['floor', 'product'] as const) {
        const done = await once(work, sides[key], load, round);
        if (round > 0) samples[key].push(done.milliseconds);
        if (key === 'product') calls = done.calls;
      }
    }
    const facts = name === 'plan' ? [await memory(work, sides.product, load)] : [];
    return { row: { work: work.name(load), ...samples, calls }, facts };
  } finally {
    for (const side of Object.values(sides)) side.remove();
  }
}

async function once(work: Work, side: Side, load: Load, round: number) {
  return withEmulator(work, side, load, async (emulator) => {
    work.prepare(side, load, round);
    const milliseconds = await timed(side.command(work.args, emulator.url));
    return { milliseconds, calls: emulator.takeCalls() };
  });
}

/** In a run of its own, because looking at the processes takes time from them. */
async function memory(work: Work, side: Product, load: Load): Promise<Fact> {
  const largest = await withEmulator(work, side, load, (emulator) =>
    largestChild(side.command(work.args, emulator.url)),
  );
  const what = `largest provider process (RSS) in a plan of ${load.count.toLocaleString('en')} unchanged`;
  return { what, value: `${Math.round(largest)} MiB` };
}

async function withEmulator<Done>(
  work: Work,
  side: Side,
  { latencyMs }: Load,
  run: (emulator: EmulatorProcess) => Promise<Done>,
): Promise<Done> {
  const emulator = await EmulatorProcess.start(latencyMs, work.empty ? undefined : side.methodsFile);
  try {
    return await run(emulator);
  } finally {
    await emulator.end();
  }
}
