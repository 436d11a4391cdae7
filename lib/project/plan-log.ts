import { isAuthMethodAddress } from '../attributes';
import { isRecord, parseJson } from '../text/json';

/**
 * A line of `terraform plan -json`
 * (https://developer.hashicorp.com/terraform/internals/machine-readable-ui).
 */
interface Line {
  readonly '@timestamp'?: string;
  readonly type?: string;
  readonly diagnostic?: LoggedDiagnostic;
  readonly hook?: { readonly resource?: { readonly addr?: string } };
}

/** Its `snippet` is not read: it has the values of expressions. */
interface LoggedDiagnostic {
  readonly severity: 'error' | 'warning';
  readonly summary: string;
  readonly detail?: string;
  /** Of the resource, or of the provider (`provider["…"]`). */
  readonly address?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
}

export type PlanLog = ReturnType<typeof readPlanLog>;

/**
 * Reads the log of a plan. Where the provider refuses the plan of an auth method, the rest of the plan is
 * complete. With any other error it is not, nor where the values of an auth method could not be read.
 */
export function readPlanLog(log: string) {
  const lines = log.split('\n').map(parseJson).filter(isRecord) as readonly Line[];
  const ofType = (name: string) => lines.filter(({ type }) => type === name);
  const diagnostics = ofType('diagnostic').flatMap(({ diagnostic }) => diagnostic ?? []);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  const addresses = (name: string) => ofType(name).map(({ hook }) => hook?.resource?.addr);
  const read = addresses('refresh_complete');
  const unread = addresses('refresh_start').filter((one) => !read.includes(one));
  const times = lines.map((line) => Date.parse(line['@timestamp'] ?? '')).filter((time) => time > 0);
  return {
    /** The errors and warnings of the plan. The address is empty where one names none. */
    diagnostics: diagnostics.map(({ severity, address = '', summary, detail = '' }) => ({
      severity,
      address,
      summary,
      detail,
    })),
    /** Whether there is no plan because of an error. */
    hasFailed: errors.some(({ address = '' }) => !isAuthMethodAddress(address) || unread.includes(address)),
    /** All errors, as people read them. */
    errors: errors.map(readable).join('\n\n'),
    /** Whether it is a log from its first line to its last. */
    isComplete: ofType('version').length > 0 && (ofType('change_summary').length > 0 || errors.length > 0),
    /** When its first and its last line were written, in milliseconds. */
    from: times[0],
    to: times.at(-1),
  };
}

/** As Terraform prints it, without the lines of code. */
function readable({ address, summary, detail, range }: LoggedDiagnostic): string {
  const place = [address && `with ${address}`, range && `on ${range.filename} line ${range.start.line}`];
  const places = place.filter(Boolean).join(',\n  ');
  return [`Error: ${summary}`, places && `  ${places}:`, detail].filter(Boolean).join('\n\n');
}
