/** What a text shows in the place of a secret. */
export const MASK = '***';

/**
 * The length of the shortest secret that is masked inside a longer text. Shorter ones are part of ordinary
 * words, so masking them would make every text unreadable and give the secret away.
 */
const SHORTEST = 4;

/** The parts of a URL between its delimiters. */
const URL_WORDS = /[\w.~!*'()%-]+/g;

/** Masks secrets in every text that leaves the process: messages, log lines, bodies that are shown. */
export class Secrets {
  private readonly values = new Set<string>();
  private readonly forms = new Set<string>();

  constructor(values: Iterable<string> = []) {
    for (const value of values) this.add(value);
  }

  /**
   * From now on, {@link mask} hides this value; one of fewer than 4 characters only where it is the entire
   * text.
   */
  add(value: string): void {
    if (value === '' || this.values.has(value)) return;
    this.values.add(value);
    if (value.length < SHORTEST) return;
    for (const form of formsOf(value)) this.forms.add(form);
  }

  /** Whether a text contains a secret in any form. */
  isIn(text: string): boolean {
    return this.mask(text) !== text;
  }

  /**
   * Replaces every secret with `***`, also where it is escaped for JSON, a URL or HTML forms, or is in
   * base64.
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
    let masked = '';
    let end = 0;
    for (const span of this.spansIn(text)) {
      // Secrets may overlap: the rest of the second one must not stay readable.
      if (span.start >= end) masked += `${text.slice(end, span.start)}${MASK}`;
      end = Math.max(end, span.end);
    }
    return masked + text.slice(end);
  }

  private spansIn(text: string) {
    const spans: { start: number; end: number }[] = [];
    for (const form of this.forms)
      for (let start = text.indexOf(form); start !== -1; start = text.indexOf(form, start + 1))
        spans.push({ start, end: start + form.length });
    return spans.sort((a, b) => a.start - b.start);
  }
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
