import { Secrets } from '../text/secrets';

/** The secrets of this process: a message may be made far from where they were read. */
const secrets = new Secrets();

/** From now on, {@link redact} hides this value, unless it has fewer than 4 characters. */
export function conceal(secret: string): void {
  secrets.add(secret);
}

/** Texts that everybody knows, in which no secret is hidden: see {@link Secrets.exempt}. */
export function exempt(publicTexts: readonly string[]): void {
  secrets.exempt(publicTexts);
}

/** Replaces every concealed value with `***`. */
export function redact(text: string): string {
  return secrets.mask(text);
}

/** The same for a text of somebody else, which is replaced completely: see {@link Secrets.withhold}. */
export function withhold(text: string): string {
  return secrets.withhold(text);
}
