/** What a text shows in the place of a secret. */
export const MASK = '***';

/**
 * The length of the shortest secret that is masked inside a longer text. Shorter ones are part of ordinary
 * words, so masking them would make every text unreadable and give the secret away.
 */
const SHORTEST = 4;

/**
 * A secret that may be an ordinary word. Masking it inside other words (`auth` in `author`) would show the
 * reader what the secret is, so only the separate word is masked. Longer secrets and ones with digits are
 * masked everywhere.
 */
const ORDINARY_WORD = /^([a-z]|[A-Z])[a-z]{0,13}$|^[A-Z]{1,14}$/;

/** Escapes that end in a letter or digit, so that a separate word can follow them directly. */
const ESCAPES = String.raw`\\[bfnrt]|\\u[\da-fA-F]{4}|\x1b\[[\d;]*[A-Za-z]`;

const BEFORE = `(?<=(?<![A-Za-z0-9])(?<![A-Za-z0-9][-_])|${ESCAPES})`;
const AFTER = '(?![A-Za-z0-9])(?![-_][A-Za-z0-9])';

/** The parts of a URL between its delimiters. */
const URL_WORDS = /[\w.~!*'()%-]+/g;

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Masks secrets in every text that leaves the process: messages, log lines, bodies that are shown. */
export class Secrets {
  private readonly values = new Set<string>();
  private readonly forms = new Set<string>();
  private readonly words: RegExp[] = [];
  private readonly publicTexts = new Set<string>();

  /** @param publicTexts see {@link exempt} */
  constructor(values: Iterable<string> = [], publicTexts: readonly string[] = []) {
    this.exempt(publicTexts);
    for (const value of values) this.add(value);
  }

  /**
   * From now on, {@link mask} hides this value. A value of fewer than 4 characters is hidden only if it is
   * the entire text, one that may be an ordinary word only if it is a separate word.
   */
  add(value: string): void {
    if (value === '' || this.values.has(value)) return;
    this.values.add(value);
    if (value.length < SHORTEST) return;
    const isWord = ORDINARY_WORD.test(value);
    if (isWord) this.words.push(new RegExp(`${BEFORE}${value}${AFTER}`, 'g'));
    for (const form of formsOf(value)) if (!isWord || form !== value) this.forms.add(form);
  }

  /**
   * Texts of ours that everybody knows, such as paths and names of attributes. A secret that is only a part
   * of one is not masked in it: to mask a part of a known text shows what the part is.
   */
  exempt(publicTexts: readonly string[]): void {
    for (const text of publicTexts) this.publicTexts.add(text);
  }

  /** Whether a text contains a secret in any form. */
  isIn(text: string): boolean {
    return this.mask(text) !== text;
  }

  /**
   * Replaces every secret with `***`, also where it is escaped for JSON, a URL or HTML forms, or in base64.
   */
  mask(text: string): string {
    if (this.values.has(text)) return MASK;
    return this.maskForms(text).replace(URL_WORDS, (word) => {
      if (!word.includes('%')) return word;
      const plain = decoded(word);
      const masked = this.maskForms(plain);
      return masked === plain ? word : masked;
    });
  }

  private maskForms(text: string): string {
    const found = this.secretSpans(text);
    if (found.length === 0) return text;
    const known = [...this.publicTexts].flatMap((publicText) => spansOf(publicText, text));
    const spans = found.filter((span) => !known.some((publicSpan) => isPartOf(span, publicSpan)));
    let masked = '';
    let end = 0;
    for (const span of spans) {
      // Secrets may overlap: the rest of the second one must not stay readable.
      if (span.start >= end) masked += `${text.slice(end, span.start)}${MASK}`;
      end = Math.max(end, span.end);
    }
    return masked + text.slice(end);
  }

  private secretSpans(text: string): readonly Span[] {
    const forms = [...this.forms].flatMap((form) => spansOf(form, text));
    const words = this.words.flatMap((word) =>
      [...text.matchAll(word)].map(({ index, 0: found }) => ({ start: index, end: index + found.length })),
    );
    return [...forms, ...words].sort((a, b) => a.start - b.start);
  }
}

function spansOf(part: string, text: string): Span[] {
  const spans: Span[] = [];
  for (let start = text.indexOf(part); start !== -1; start = text.indexOf(part, start + 1))
    spans.push({ start, end: start + part.length });
  return spans;
}

/** Whether `span` lies in `other` and is shorter. */
function isPartOf(span: Span, other: Span): boolean {
  const shorter = span.end - span.start < other.end - other.start;
  return shorter && span.start >= other.start && span.end <= other.end;
}

/** Encoders differ in which characters they escape; decoding a word finds a secret whatever they chose. */
function decoded(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}

function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const wellFormed = bytes.toString();
  const json = JSON.stringify(secret).slice(1, -1);
  return [secret, wellFormed, json, ...urlForms(wellFormed), ...base64Forms(bytes)];
}

/** Encoders also differ in how they write a space and in the case of hex digits. */
function urlForms(text: string): readonly string[] {
  const form = new URLSearchParams({ '': text }).toString().slice(1);
  return [encodeURIComponent(text), form, form.replaceAll('+', '%20')].flatMap((url) => [
    url,
    url.replace(/%../g, (escape) => escape.toLowerCase()),
  ]);
}

/**
 * The secret alone, and inside longer base64 such as `user:secret`, where each of three offsets looks
 * different.
 */
function base64Forms(bytes: Buffer): readonly string[] {
  const inside = [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64url');
    const firstOwn = Math.ceil((offset * 8) / 6);
    return text.slice(firstOwn, Math.floor(((offset + bytes.length) * 8) / 6));
  });
  return [...inside, bytes.toString('base64url'), bytes.toString('base64')].flatMap((text) => [
    text,
    text.replace(/-/g, '+').replace(/_/g, '/'),
  ]);
}
