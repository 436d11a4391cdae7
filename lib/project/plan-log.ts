import { isAuthMethodAddress } from '../attributes';
import { isRecord, parseJson } from '../text/json';

/** An error or a warning of a plan. */
interface PlanDiagnostic {
  readonly severity: 'error' | 'warning';
  /** Of the resource, or of the provider (`provider["…"]`). Empty where it names none. */
  readonly address: string;
  readonly summary: string;
  readonly detail: string;
}

export interface PlanLog {
  readonly diagnostics: readonly PlanDiagnostic[];
  /** The errors because of which there is no plan, as people read them. Empty where there is one. */
  readonly failure: string;
  /** All errors, as people read them. */
  readonly errors: string;
  /** Whether it is a log from its first line to its last. */
  readonly isComplete: boolean;
  /** The addresses of the auth methods that the plan changes. */
  readonly changed: readonly string[];
}

type Entry = Readonly<Record<string, unknown>>;

/**
 * Reads the lines of `terraform plan -json`
 * (https://developer.hashicorp.com/terraform/internals/machine-readable-ui). Its `snippet` is not read: it
 * has the values of expressions. Where the provider refuses the plan of an auth method, the rest of the plan
 * is complete. With any other error it is not, nor where the values of an auth method could not be read.
 */
export function readPlanLog(log: string): PlanLog {
  const entries = log.split('\n').map(parseJson).filter(isRecord);
  const diagnostics = entries.flatMap(({ type, diagnostic }) =>
    type === 'diagnostic' && isRecord(diagnostic) ? [diagnostic] : [],
  );
  const read = new Set(entries.filter(({ type }) => type === 'refresh_complete').map(addressOf));
  const isUnread = (address: string) =>
    entries.some((one) => one.type === 'refresh_start' && addressOf(one) === address) && !read.has(address);
  const errors = diagnostics.filter((one) => diagnosticOf(one).severity === 'error');
  const failures = errors.filter((one) => {
    const { address } = diagnosticOf(one);
    return !isAuthMethodAddress(address) || isUnread(address);
  });
  const has = (name: string) => entries.some(({ type }) => type === name);
  return {
    diagnostics: diagnostics.map(diagnosticOf),
    failure: failures.map(readable).join('\n\n'),
    errors: errors.map(readable).join('\n\n'),
    isComplete: has('version') && (has('change_summary') || errors.length > 0),
    changed: entries.flatMap(({ type, change }) => {
      const address = type === 'planned_change' && isRecord(change) && addressOf({ hook: change });
      return typeof address === 'string' && isAuthMethodAddress(address) ? [address] : [];
    }),
  };
}

function addressOf({ hook }: Entry): unknown {
  return isRecord(hook) && isRecord(hook.resource) ? hook.resource.addr : undefined;
}

function diagnosticOf(one: Entry): PlanDiagnostic {
  const { severity, address, summary, detail } = one;
  const text = (of: unknown) => (typeof of === 'string' ? of : '');
  return {
    severity: severity === 'error' ? 'error' : 'warning',
    address: text(address),
    summary: text(summary),
    detail: text(detail),
  };
}

/** As Terraform prints it, without the lines of code. */
function readable(one: Entry): string {
  const { address, summary, detail } = diagnosticOf(one);
  const { filename, start } = isRecord(one.range) ? one.range : {};
  const line = isRecord(start) ? String(start.line) : '';
  const place = [
    ...(address === '' ? [] : [`with ${address}`]),
    ...(typeof filename === 'string' ? [`on ${filename} line ${line}`] : []),
  ];
  const parts = [`Error: ${summary}`, place.length > 0 && `  ${place.join(',\n  ')}:`, detail];
  return parts.filter(Boolean).join('\n\n');
}
