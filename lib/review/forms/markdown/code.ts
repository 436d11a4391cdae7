/**
 * A code span of a text in one line, in quotes where it is empty or spaces at its ends would be lost.
 * Entities would not do: they are decoded before links and mentions are looked for.
 */
export function codeSpan(plain: string): string {
  const text = plain === '' || plain !== plain.trim() ? JSON.stringify(plain) : plain;
  const fence = '`'.repeat(longestRun(text, '`') + 1);
  // A backtick beside the fence would be part of it. The space between them is not shown.
  const space = /^`|`$/.test(text) ? ' ' : '';
  return `${fence}${space}${text}${space}${fence}`;
}

/** A fence that nothing inside can end. */
export function fenced(text: string, language: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text, '`') + 1));
  return `${fence}${language}\n${text}\n${fence}`;
}

/** For the summary of a fold, where GitLab renders HTML only: every sign as an entity. */
export function entities(text: string): string {
  return text.replace(/[^\p{L}\p{N}\p{M} ]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}

function longestRun(text: string, sign: string): number {
  return Math.max(0, ...(text.match(new RegExp(`${sign}+`, 'g')) ?? []).map((run) => run.length));
}
