/** The status codes of gRPC that this room answers with. */
export const STATUS = { OK: 0, RESOURCE_EXHAUSTED: 8, UNIMPLEMENTED: 12, INTERNAL: 13 } as const;

/** A call that cannot be understood. What a user of Terraform can mend is a diagnostic instead. */
export class CallError extends Error {
  override readonly name = 'CallError';

  constructor(
    readonly status: (typeof STATUS)[keyof typeof STATUS],
    message: string,
  ) {
    super(message);
  }
}

/** The provider cannot be started; the message is for whoever started it. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** A value that does not fit its type. */
export class ValueError extends Error {
  override readonly name = 'ValueError';

  /** @param path where the value is; empty: the whole. */
  constructor(path: readonly (string | number)[], problem: string) {
    super(`${path.length === 0 ? 'the value' : describePath(path)} ${problem}`);
  }
}

/** A request about something this provider does not have or cannot do, in words for Terraform's user. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}

/** `triggers["a"][0]`, as one would write it in a configuration. */
function describePath([first, ...rest]: readonly (string | number)[]): string {
  return `${first}${rest.map((step) => `[${JSON.stringify(step)}]`).join('')}`;
}

/** The text of anything thrown; with `stack`, where it was thrown as well. */
export function describeThrown(thrown: unknown, part: 'message' | 'stack' = 'message'): string {
  return thrown instanceof Error ? (thrown[part] ?? thrown.message) : String(thrown);
}
