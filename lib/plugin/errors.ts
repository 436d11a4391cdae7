import type { Diagnostic } from './provider';

/** The gRPC status codes this room answers with. */
export const STATUS = { OK: 0, RESOURCE_EXHAUSTED: 8, UNIMPLEMENTED: 12, INTERNAL: 13 } as const;

/** A call that cannot be read. An error that a user of Terraform can fix is a diagnostic instead. */
export class CallError extends Error {
  override readonly name = 'CallError';

  constructor(
    readonly status: (typeof STATUS)[keyof typeof STATUS],
    message: string,
  ) {
    super(message);
  }
}

/** The provider cannot start. The message is one line, for the person or program that started it. */
export class StartError extends Error {
  /** Terraform lists causes of its own below the reason, such as a wrong architecture. */
  static readonly NOTE = 'The causes that follow do not apply.';

  override readonly name = 'StartError';
}

/** A value that does not fit its type. */
export class ValueError extends Error {
  override readonly name = 'ValueError';

  /** @param attribute absent: the complete value */
  constructor(problem: string, attribute = 'the value') {
    super(`${attribute} ${problem}`);
  }
}

/**
 * A request that cannot be answered. Terraform's user sees its diagnostic. The rest of the answer is empty,
 * so Terraform keeps the prior state and private data.
 */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly diagnostic: Diagnostic;

  /** @param problem text: the summary of an error that needs no detail */
  constructor(problem: Diagnostic | string) {
    const diagnostic: Diagnostic =
      typeof problem === 'string' ? { severity: 'error', summary: problem } : problem;
    super(diagnostic.summary);
    this.diagnostic = diagnostic;
  }
}

/** The message of anything thrown, or its stack. */
export function describeThrown(thrown: unknown, part: 'message' | 'stack' = 'message'): string {
  return thrown instanceof Error ? (thrown[part] ?? thrown.message) : String(thrown);
}
