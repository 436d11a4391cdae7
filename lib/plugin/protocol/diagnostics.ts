import { escapeUnsafeInLines } from '../../text/unsafe';
import { describeThrown, RequestError } from '../errors';
import {
  Diagnostic_Severity,
  type AttributePath,
  type Diagnostic as DiagnosticMessage,
} from '../generated/encode/tfplugin6';
import { log } from '../log';
import type { Call, Diagnostic } from '../provider';
import { redact } from '../redact';

/** In characters. A server's message may be megabytes. */
const LONGEST_TEXT = 10_000;

/**
 * The form in which every diagnostic leaves the process: without secrets, and without characters that affect
 * a terminal.
 */
export function diagnosticMessages(diagnostics: readonly Diagnostic[]): DiagnosticMessage[] {
  return diagnostics.map(({ severity, summary, detail = '', attribute }) => ({
    severity: severity === 'error' ? Diagnostic_Severity.ERROR : Diagnostic_Severity.WARNING,
    summary: harmless(summary),
    detail: harmless(detail),
    attribute: attribute === undefined ? undefined : attributePath(attribute),
  }));
}

export function attributePath(attributeName: string): AttributePath {
  return { steps: [{ attributeName }] };
}

/** In a stream of other things. */
export function isDiagnostic(item: object): item is Diagnostic {
  return 'severity' in item;
}

/** A text as it may leave the process. */
export function harmless(text: string): string {
  // Redact first: a secret that is cut in half would not be recognized.
  const clean = redact(text);
  const short = clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT)}… (cut)` : clean;
  return escapeUnsafeInLines(short);
}

/** The diagnostic for anything thrown during a call. */
export function failure(thrown: unknown, { signal }: Call): Diagnostic {
  if (thrown instanceof RequestError) return thrown.diagnostic;
  log('error', 'a call failed', { error: describeThrown(thrown, 'stack') });
  const message = describeThrown(thrown);
  if (signal.aborted)
    return {
      severity: 'error',
      summary: 'The operation was stopped',
      detail: `Terraform asked the provider to stop before the operation was complete. ${message}`,
    };
  return {
    severity: 'error',
    summary: 'Unexpected error in the provider',
    detail: `${message}\n\nThis is a defect of the provider, not of your configuration. Please report it.`,
  };
}
