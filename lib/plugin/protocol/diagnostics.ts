import { escapeUnsafeInLines } from '../../text/unsafe';
import { describeThrown, RequestError } from '../errors';
import {
  Diagnostic_Severity,
  type AttributePath,
  type AttributePath_Step,
  type Diagnostic as DiagnosticMessage,
} from '../generated/tfplugin6';
import type { Diagnostic } from '../provider';
import { redact } from '../redact';
import type { Path } from '../values/type';
import type { AttributeType } from '../value';

/** In characters. A server's message may be megabytes. */
const LONGEST_TEXT = 10_000;

/**
 * The form in which every diagnostic leaves the process: without secrets, and without characters that affect
 * a terminal.
 *
 * @param type the type of the object their paths refer to. Needed when a diagnostic has a path.
 */
export function diagnosticMessages(
  diagnostics: readonly Diagnostic[],
  type?: AttributeType,
): DiagnosticMessage[] {
  return diagnostics.map(({ severity, summary, detail = '', path }) => ({
    severity: severity === 'error' ? Diagnostic_Severity.ERROR : Diagnostic_Severity.WARNING,
    summary: harmless(summary),
    detail: harmless(detail),
    attribute: path && attributePath(path, type),
  }));
}

/** A text as it may leave the process. */
export function harmless(text: string): string {
  // Redact first: a secret that is cut in half would not be recognized.
  const clean = redact(text);
  const short = clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT)}… (cut)` : clean;
  return escapeUnsafeInLines(short);
}

/**
 * A number is the index of a list. Text is an attribute's name in an object, and a key everywhere else. The
 * first step is an attribute's name.
 */
export function attributePath(path: Path, type: AttributeType | undefined): AttributePath {
  let at = type;
  const steps = path.map((step, index): AttributePath_Step => {
    const inObject = index === 0 || at?.[0] === 'object';
    at = typeof at === 'object' ? typeBelow(at, step) : undefined;
    if (typeof step === 'number') return { elementKeyInt: step };
    return inObject ? { attributeName: step } : { elementKeyString: step };
  });
  return { steps };
}

function typeBelow(
  [kind, inner]: Exclude<AttributeType, string>,
  step: string | number,
): AttributeType | undefined {
  if (kind === 'object') return Object.hasOwn(inner, step) ? inner[step] : undefined;
  return inner;
}

/** The diagnostic for anything thrown during a call. */
export function thrownDiagnostic(thrown: unknown, signal: AbortSignal): Diagnostic {
  const message = describeThrown(thrown);
  if (thrown instanceof RequestError) return thrown.diagnostic;
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
