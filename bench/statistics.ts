/** Figures of one kind, each from another round. */
export type Samples = readonly number[];

export interface Summary {
  readonly median: number;
  /** The lower and the upper quartile. */
  readonly quartiles: readonly [number, number];
}

export function summarize(samples: Samples): Summary {
  const sorted = [...samples].sort((a, b) => a - b);
  return { median: quantile(sorted, 0.5), quartiles: [quantile(sorted, 0.25), quantile(sorted, 0.75)] };
}

/** Between two neighbours in proportion, as spreadsheets and most libraries have it. */
function quantile(sorted: Samples, share: number): number {
  const position = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(position)] ?? NaN, sorted[Math.ceil(position)] ?? NaN];
  return below + (above - below) * (position % 1);
}

/** The most that the middle half of the samples may spread over, as a share of their median. */
const WIDEST = 0.2;

export const FEWEST = 5;

export type Ratio = { readonly ratio: number } | { readonly refused: string };

/**
 * How many times as much the product takes as the floor; refused, with the reason, where the spread leaves no
 * number that another run would find again.
 */
export function ratioOf(product: Samples, floor: Samples): Ratio {
  if (Math.min(product.length, floor.length) < FEWEST) return { refused: `fewer than ${FEWEST} rounds` };
  const [a, b] = [summarize(product), summarize(floor)];
  for (const [name, summary] of [['product', a] as const, ['floor', b] as const]) {
    const spread = (summary.quartiles[1] - summary.quartiles[0]) / summary.median;
    if (spread > WIDEST) return { refused: `the ${name}'s quartiles lie ${percent(spread)} apart` };
  }
  if (a.quartiles[0] <= b.quartiles[1] && b.quartiles[0] <= a.quartiles[1])
    return { refused: 'not to be told apart' };
  return { ratio: a.median / b.median };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
