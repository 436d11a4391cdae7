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

  /** @param path where the value is. Empty: the complete value. */
  constructor(path: readonly (string | number)[], problem: string) {
    super(`${path.length === 0 ? 'the value' : describePath(path)} ${problem}`);
  }
}

/** A request that fails with a message for Terraform's user. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly diagnostic: Diagnostic;

  /** @param problem a text alone is the summary of an error */
  constructor(problem: string | Diagnostic) {
    const diagnostic =
      typeof problem === 'string' ? ({ severity: 'error', summary: problem } as const) : problem;
    super(diagnostic.summary);
    this.diagnostic = diagnostic;
  }
}

/** `triggers["a"][0]`, as in a configuration. */
function describePath([first, ...rest]: readonly (string | number)[]): string {
  return `${first}${rest.map((step) => `[${JSON.stringify(step)}]`).join('')}`;
}

/** The message of anything thrown, or its stack. */
export function describeThrown(thrown: unknown, part: 'message' | 'stack' = 'message'): string {
  return thrown instanceof Error ? (thrown[part] ?? thrown.message) : String(thrown);
}
