/** One kind of work, done by the product and by the floor in turn. */
export interface Row {
  readonly work: string;
  /** In milliseconds. */
  readonly product: readonly number[];
  /** In milliseconds: Terraform alone with as many `terraform_data`, or what the work names. */
  readonly floor: readonly number[];
  /** What Datadog was called with, by method, in the product's last round. */
  readonly calls?: string;
}

export interface Results {
  /** Where a run was made: without it no figure means anything. */
  readonly machine: Readonly<
    Record<'cpu' | 'os' | 'node' | 'terraform', string> & Record<'cores' | 'memoryGb', number>
  >;
  readonly latencyMs: number;
  readonly rounds: number;
  readonly rows: readonly Row[];
  /** Figures that have no floor. */
  readonly facts: readonly { readonly what: string; readonly value: string }[];
}

/** The results as Markdown. */
export function resultsTable({ machine, latencyMs, rounds, rows, facts }: Results): string {
  const { cpu, cores, memoryGb, os, node, terraform } = machine;
  return [
    `${cpu}, ${cores} cores, ${memoryGb} GB, ${os}, Node ${node}, Terraform ${terraform}. API answering in ${latencyMs} ms; ` +
      `medians of ${rounds} rounds, the quartiles in brackets.`,
    markdown([['work', 'product', 'floor', 'ratio', 'calls'], ...rows.map(cells)]),
    markdown([['what', 'figure'], ...facts.map(({ what, value }) => [what, value])]),
  ].join('\n\n');
}

function cells({ work, product, floor, calls = '–' }: Row): string[] {
  const ratio = quantile(product, 0.5) / quantile(floor, 0.5);
  return [work, times(product), times(floor), `${ratio.toFixed(2)} ×`, calls];
}

function times(samples: readonly number[]): string {
  const [lower, median, upper] = [0.25, 0.5, 0.75].map((share) => seconds(quantile(samples, share)));
  return `${median} (${lower}–${upper}) s`;
}

/** Between two neighbours in proportion, as spreadsheets and most libraries have it. */
function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(position)] ?? NaN, sorted[Math.ceil(position)] ?? NaN];
  return below + (above - below) * (position % 1);
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(milliseconds < 1000 ? 3 : 2);
}

/** A table, whose first line is its head. */
function markdown([head = [], ...body]: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...body].map((line) => `| ${line.join(' | ')} |`).join('\n');
}
