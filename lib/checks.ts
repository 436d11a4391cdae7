import { quoted } from './text/quoted';

/**
 * Checks of a single value, the same at synth and in the provider. Each answers what is wrong, as the end of
 * a sentence that begins with the attribute's name, or nothing when the value is right.
 */

export function notBlank(value: string): string | undefined {
  return value.trim() === '' ? 'must not be blank' : undefined;
}

export function notEmpty(value: string): string | undefined {
  return value === '' ? 'must not be an empty string; omit it instead' : undefined;
}

/**
 * An escape character or a zero byte in a text is a mistake. Tabs and the ends of lines are left alone:
 * Datadog has auth methods with such names, and they must be importable.
 */
export function noControlCharacter(value: string): string | undefined {
  const [found] = /[^\P{Cc}\t\n\r]/u.exec(value) ?? [];
  return found === undefined
    ? undefined
    : `must not contain a control character, but contains ${quoted(found)}`;
}

/** What the first of several checks finds wrong. */
export function all(...checks: readonly ((value: string) => string | undefined)[]) {
  return (value: string) => checks.map((check) => check(value)).find((problem) => problem !== undefined);
}

/** @param example what such a URL looks like */
export function absoluteHttpUrl(example: string): (value: string) => string | undefined {
  return (value) => {
    if (!URL.canParse(value) || !/^https?:\/\/\S+$/i.test(value))
      return `must be an absolute http or https URL such as ${example}, but is ${quotedUrl(value)}`;
    const { username, password } = new URL(value);
    // The value is not quoted: it contains a secret.
    return username + password === '' ? undefined : 'must not contain a user name or a password';
  };
}

/** Quotes a wrong address, unless an `@` in it shows that it may contain a password. */
export function quotedUrl(value: string): string {
  return value.includes('@')
    ? 'a different text (not shown, since it may contain a password)'
    : quoted(value);
}

/** What a check finds wrong, without the value: in the environment, it may be a key in the wrong variable. */
export function withoutValue(wrong: string): string {
  return wrong.replace(/, but is [^]*$/, '');
}

export const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** @param what it matches, such as `a UUID` */
export function matching(pattern: RegExp, what: string): (value: string) => string | undefined {
  return (value) => (pattern.test(value) ? undefined : `must be ${what}, but is ${quoted(value)}`);
}

export function oneOf(allowed: readonly string[]): (value: string) => string | undefined {
  return (value) =>
    allowed.includes(value) ? undefined : `must be one of ${allowed.join(', ')}, but is ${quoted(value)}`;
}

/** A whole number. Beyond 2^53 - 1 a number does not survive JavaScript and JSON, so it is not valid. */
export function wholeNumber(least: number, largest = Infinity): (value: number) => string | undefined {
  const range = largest === Infinity ? `of at least ${least}` : `from ${least} to ${largest}`;
  return (value) =>
    Number.isSafeInteger(value) && value >= least && value <= largest
      ? undefined
      : `must be a whole number ${range}, but is ${value}`;
}

/**
 * The condition by which the variable of an `EphemeralSecret` refuses to be without a value. A pipeline's
 * secret that does not exist is an empty string.
 */
export function hasValueCondition(variable: string): string {
  return `\${var.${variable} != null && var.${variable} != ""}`;
}
