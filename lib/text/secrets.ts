import { readingsOf } from './readings';
import { lines, oneLine } from './sentence';

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

/** A colour ends in a letter, so that a separate word can follow it directly. */
const COLOUR = String.raw`\x1b\[[\d;]*[A-Za-z]`;

const BEFORE = `(?<=(?<![A-Za-z0-9])(?<![A-Za-z0-9][-_])|${COLOUR})`;
const AFTER = '(?![A-Za-z0-9])(?![-_][A-Za-z0-9])';

/** How many letters and digits of a secret are a part of it that no text of others may show. */
const PART = { withDigit: 8, any: 12 };

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Masks secrets in every text that leaves the process: messages, log lines, bodies that are shown. */
export class Secrets {
  private readonly values = new Set<string>();
  private readonly forms = new Set<string>();
  private readonly words = new Map<string, RegExp>();
  private readonly parts = new Set<string>();
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
    for (const text of spellings(value)) {
      [text, ...escaped(text)].forEach((form) => this.addForm(form));
      if (text.length >= SHORTEST) base64Forms(Buffer.from(text)).forEach((form) => this.forms.add(form));
    }
    for (const line of lines(value)) this.addForm(line);
    if (ORDINARY_WORD.test(value)) return;
    const bytes = Buffer.from(value);
    for (const text of [value, bytes.toString('hex'), ...base64Forms(bytes)])
      for (const part of partsOf(text)) this.parts.add(part);
  }

  private addForm(form: string): void {
    if (form.length < SHORTEST) return;
    if (!ORDINARY_WORD.test(form)) this.forms.add(form);
    else if (!this.words.has(form)) this.words.set(form, new RegExp(`${BEFORE}${form}${AFTER}`, 'g'));
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
   * Replaces every secret with `***`, also where it is escaped for JSON, a URL or a form, or in base64. Where
   * it is escaped otherwise, the complete text is replaced.
   */
  mask(text: string): string {
    if (this.values.has(text)) return MASK;
    let masked = '';
    let end = 0;
    for (const span of [...this.spansIn(text)].sort((a, b) => a.start - b.start)) {
      // Secrets may overlap: the rest of the second one must not stay readable.
      if (span.start >= end) masked += `${text.slice(end, span.start)}${MASK}`;
      end = Math.max(end, span.end);
    }
    masked += text.slice(end);
    const [, ...readings] = readingsOf(masked);
    return readings.some((reading) => this.spansIn(reading).length > 0) ? MASK : masked;
  }

  /**
   * The same for a text of somebody else, who may have cut a secret or escaped it in another way: a text with
   * a part of a secret is replaced completely.
   */
  withhold(text: string): string {
    const masked = this.mask(text);
    return readingsOf(masked).some((reading) => this.hasPart(reading)) ? MASK : masked;
  }

  private hasPart(text: string): boolean {
    const rest = [...this.publicTexts].reduce((rest, known) => rest.replaceAll(known, ' '), text);
    for (const part of partsOf(rest)) if (this.parts.has(part)) return true;
    return false;
  }

  private spansIn(text: string): readonly Span[] {
    const forms = [...this.forms].flatMap((form) => spansOf(form, text));
    const words = [...this.words.values()].flatMap((word) =>
      [...text.matchAll(word)].map(({ index, 0: match }) => ({ start: index, end: index + match.length })),
    );
    const spans = [...forms, ...words];
    if (spans.length === 0) return spans;
    const known = [...this.publicTexts].flatMap((publicText) => spansOf(publicText, text));
    return spans.filter((span) => !known.some((publicSpan) => isPartOf(span, publicSpan)));
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

/**
 * The secret, and without the escapes that it may contain itself: to remove all escapes of a text removes
 * those as well. Each is also trimmed and on one line.
 */
function spellings(secret: string): readonly string[] {
  // JSON can contain half a surrogate pair, which no encoder of UTF-8 keeps.
  const texts = [secret, Buffer.from(secret).toString(), ...readingsOf(secret)];
  return [...new Set(texts.flatMap((text) => [text, text.trim(), oneLine(text)]))];
}

/** In JSON, in a URL and in a form, as JavaScript escapes it. */
function escaped(text: string): readonly string[] {
  return [
    JSON.stringify(text).slice(1, -1),
    // Refuses half a surrogate pair.
    encodeURIComponent(Buffer.from(text).toString()),
    new URLSearchParams({ '': text }).toString().slice(1),
  ];
}

/** Parts of the letters and digits alone. Some encoders lose the letters that are not of ASCII. */
function* partsOf(text: string): Generator<string> {
  const all = text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  const ascii = text.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  for (const letters of new Set([all, ascii]))
    for (let start = 0; start + PART.withDigit <= letters.length; start++) {
      const part = letters.slice(start, start + PART.withDigit);
      if (/\p{N}/u.test(part)) yield part;
      if (start + PART.any <= letters.length) yield letters.slice(start, start + PART.any);
    }
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
