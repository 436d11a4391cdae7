/** The checks, in the order of the report. */
export const CHECKS = {
  node: 'Node',
  terraform: 'Terraform',
  project: 'Project',
  framework: 'Framework',
  provider: 'Provider',
  variables: 'Variables',
  keys: 'Keys',
  address: 'Address',
  proxy: 'Proxy',
  read: 'May read',
  manage: 'May change',
  clock: 'Clock',
} as const;

export type Check = keyof typeof CHECKS;

/** `not-checked`: something else is missing, or the check does not apply. */
export type Status = 'ok' | 'wrong' | 'not-checked';

/** The result of one check. */
export interface Finding {
  readonly check: Check;
  readonly status: Status;
  /** The stack or the provider's configuration that it is about. Absent if it is about the project. */
  readonly subject?: string;
  /** What was found, and why it matters if it is wrong. */
  readonly found: string;
  /** What to do. Always present if the status is `wrong`. */
  readonly advice?: string;
}

export function ok(check: Check, found: string): Finding {
  return { check, status: 'ok', found };
}

export function wrong(check: Check, found: string, advice: string): Finding {
  return { check, status: 'wrong', found, advice };
}

export function notChecked(check: Check, found: string, advice?: string): Finding {
  return { check, status: 'not-checked', found, ...(advice === undefined ? {} : { advice }) };
}

/** @param subject undefined leaves the findings as they are */
export function about(subject: string | undefined, findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => (subject === undefined ? finding : { ...finding, subject }));
}
