/**
 * Shorter values are not concealed: they are part of ordinary words, so that stars would make every text
 * unreadable and show the value all the more.
 */
const SHORTEST = 4;

const secrets = new Set<string>();
const forms = new Set<string>();

/** From now on {@link redact} takes this value out of every text. A secret of fewer than 4 characters is left alone. */
export function conceal(secret: string): void {
  if (secret.length < SHORTEST || secrets.has(secret)) return;
  secrets.add(secret);
  for (const form of formsOf(secret)) forms.add(form);
}

/** Puts `***` in the place of every concealed value, also where it is escaped for JSON, a URL or as base64. */
export function redact(text: string): string {
  let clean = '';
  let end = 0;
  for (const span of spansOf(text)) {
    // Secrets may overlap: what is left of the second must not stay readable.
    if (span.start >= end) clean += `${text.slice(end, span.start)}***`;
    end = Math.max(end, span.end);
  }
  return clean + text.slice(end);
}

function spansOf(text: string) {
  const spans: { start: number; end: number }[] = [];
  for (const form of forms)
    for (let start = text.indexOf(form); start !== -1; start = text.indexOf(form, start + 1))
      spans.push({ start, end: start + form.length });
  return spans.sort((a, b) => a.start - b.start);
}

function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const wellFormed = bytes.toString();
  const json = JSON.stringify(secret).slice(1, -1);
  return [secret, wellFormed, json, ...urlForms(wellFormed), ...base64Forms(bytes)];
}

/** Encoders differ in what they escape, in how a space looks and in the case of their hex digits. */
function urlForms(text: string): readonly string[] {
  const form = new URLSearchParams({ '': text }).toString().slice(1);
  return [encodeURIComponent(text), form, form.replaceAll('+', '%20')].flatMap((url) => [
    url,
    url.replace(/%../g, (escape) => escape.toLowerCase()),
  ]);
}

/** As a whole, and as a part of something longer (a user and a password): there each of three offsets looks different. */
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
