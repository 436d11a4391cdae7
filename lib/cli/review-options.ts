import type { FailOn } from '../review';
import type { Format } from './formats';

/** The options of `review`, as they were typed. */
export interface ReviewOptions {
  readonly app?: string;
  readonly output?: string;
  readonly synth: boolean;
  readonly refresh: boolean;
  /** Whether the plans of `plan` read Datadog, as the one who made them says. */
  readonly refreshed: boolean;
  readonly refreshOnly: boolean;
  readonly parallelism?: number;
  readonly var: readonly string[];
  readonly varFile: readonly string[];
  readonly plan: readonly string[];
  readonly code: readonly string[];
  readonly format: Format;
  readonly out: readonly string[];
  readonly width?: number;
  readonly quiet: boolean;
  readonly approveFile?: string;
  readonly approve: boolean;
  readonly detailedExitcode: boolean;
  readonly failOn: readonly FailOn[];
}
