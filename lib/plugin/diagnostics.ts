import { escapeUnsafeInLines } from '../text/unsafe';
import { describeThrown, RequestError } from './errors';
import {
  Diagnostic_Severity,
  type AttributePath,
  type AttributePath_Step,
  type Diagnostic as DiagnosticMessage,
} from './generated/tfplugin6';
import type { Diagnostic } from './provider';
import { redact } from './redact';
import type { Path } from './type';
import type { AttributeType } from './value';

/** In characters; what a server says may be megabytes. */
const LONGEST_TEXT = 10_000;

/**
 * Where every diagnostic leaves the process; concealed values do not, nor what would do something to a terminal.
 *
 * @param type of the object that their paths lead into
 */
export function diagnosticMessages(
  diagnostics: readonly Diagnostic[],
  type: AttributeType,
): DiagnosticMessage[] {
  return diagnostics.map(({ severity, summary, detail = '', path }) => ({
    severity: severity === 'error' ? Diagnostic_Severity.ERROR : Diagnostic_Severity.WARNING,
    summary: harmless(summary),
    detail: harmless(detail),
    attribute: path && attributePath(path, type),
  }));
}

function harmless(text: string): string {
  // Cut after redacting: half a secret would not be recognized.
  const clean = redact(text);
  const short = clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT)}… (cut)` : clean;
  return escapeUnsafeInLines(short);
}

/** A number is a list's index; text is an attribute's name in an object and a key everywhere else. */
export function attributePath(path: Path, type: AttributeType): AttributePath {
  let at: AttributeType | undefined = type;
  const steps = path.map((step): AttributePath_Step => {
    const inObject = at?.[0] === 'object';
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
  return kind === 'tuple' ? inner[Number(step)] : inner;
}

/** What becomes of something thrown while a call was served. */
export function thrownDiagnostic(thrown: unknown, signal: AbortSignal): Diagnostic {
  const message = describeThrown(thrown);
  if (thrown instanceof RequestError) return { severity: 'error', summary: message };
  if (signal.aborted)
    return {
      severity: 'error',
      summary: 'Stopped before it was finished',
      detail: `Terraform asked the provider to stop. ${message}`,
    };
  return {
    severity: 'error',
    summary: 'Unexpected error in the provider',
    detail: `${message}\n\nThis is a mistake in the provider, not in your configuration: please report it.`,
  };
}
