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

/** Where every diagnostic leaves the process; concealed values do not. */
export function diagnosticMessages(diagnostics: readonly Diagnostic[]): DiagnosticMessage[] {
  return diagnostics.map(({ severity, summary, detail = '', path }) => ({
    severity: severity === 'error' ? Diagnostic_Severity.ERROR : Diagnostic_Severity.WARNING,
    summary: redact(summary),
    detail: redact(detail),
    attribute: path && attributePath(path),
  }));
}

/** The first step is an attribute's name; below it, text is a map's key and a number a list's index. */
export function attributePath(path: Path): AttributePath {
  return {
    steps: path.map((step, depth): AttributePath_Step => {
      if (typeof step === 'number') return { elementKeyInt: step };
      return depth === 0 ? { attributeName: step } : { elementKeyString: step };
    }),
  };
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
