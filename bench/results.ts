/** Where a run was made: without it no figure means anything. */
export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly os: string;
  readonly node: string;
  readonly terraform: string;
}

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

/** A figure that has no floor. */
export interface Fact {
  readonly what: string;
  readonly value: string;
}

export interface Results {
  readonly machine: Machine;
  readonly latencyMs: number;
  readonly rounds: number;
  readonly rows: readonly Row[];
  readonly facts: readonly Fact[];
}
