import type { FailOn } from '../review';
import type { Format } from './formats';

/** Here, and not in commander's options, where the help would show them as `[]` and `false`. */
export const DEFAULTS = {
  synth: true,
  refresh: true,
  refreshOnly: false,
  /** Whether the plans of `plan` read Datadog, as the one who made them says. */
  refreshed: false,
  quiet: false,
  who: false,
  unmanaged: false,
  brief: false,
  detailedExitcode: false,
  format: 'terminal' as Format,
  var: [] as readonly string[],
  varFile: [] as readonly string[],
  plan: [] as readonly string[],
  planLog: [] as readonly string[],
  code: [] as readonly string[],
  out: [] as readonly string[],
  failOn: [] as readonly FailOn[],
};

/** The options of `review`, as they were typed. */
export type ReviewOptions = Readonly<typeof DEFAULTS> &
  Readonly<Partial<Record<'app' | 'output', string> & Record<'parallelism' | 'width', number>>>;
