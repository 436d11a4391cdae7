import { createHmac, randomBytes } from 'node:crypto';
import { requestAttributes, type KnownChange } from '../change/change';
import { UNKNOWN, type ObjectValue } from '../plugin/value';
import type { PrivateData } from '../plugin/provider';
import { conceal } from '../plugin/redact';
import { isRecord, parseJson } from '../text/json';
import { numberFrom, numberOf, textOf, valueOf } from './state';

/**
 * How a changed client secret is noticed though it is stored nowhere: the resource's private data keeps a
 * random salt and a few bits of the secret's HMAC under it.
 *
 * 20 bits: a rotation is missed once in a million, and a thief of the state who guesses secrets can do no
 * more than strike a guess off his list with that certainty: one wrong guess in a million stays on it.
 */
const TAG_HEX_DIGITS = 5;

interface Tag {
  readonly salt: string;
  readonly tag: string;
}

/**
 * What is known of the client secret in the code, compared with the one that was sent last. `unverified`:
 * Datadog may have a different secret, so the one in the code is sent. `unknown`: known after apply.
 */
export type SecretStatus = 'unchanged' | 'changed' | 'unverified' | 'unknown';

export function isSent(status: SecretStatus): boolean {
  return status === 'changed' || status === 'unverified';
}

/**
 * Compares the client secret in the code with the one that was sent last.
 *
 * @param config the configuration, the only place that has the secret
 */
export function secretStatus(prior: ObjectValue, config: ObjectValue, stored: PrivateData): SecretStatus {
  const secret = valueOf(config, 'client_secret_wo');
  if (secret === null) return 'unchanged';
  if (isUncertain(stored)) return 'unverified';
  const version = valueOf(config, 'client_secret_wo_version');
  if (version === UNKNOWN) return 'unknown';
  const before = numberOf(prior, 'client_secret_wo_version');
  if (version !== null && before !== null) return numberFrom(version) === before ? 'unchanged' : 'changed';
  // Without a version before and now, only the tag shows a change.
  const tag = decode(stored).secret;
  if (tag === undefined) return 'unverified';
  if (secret === UNKNOWN) return 'unknown';
  return tagOf(secretIn(config), tag.salt).tag === tag.tag ? 'unchanged' : 'changed';
}

/**
 * The private data after an apply that Datadog accepted. Only then does a new tag replace the old one.
 *
 * @param prior the state before the apply; `null` for a creation
 * @param stored the private data of the plan
 */
export function privateAfter(
  sent: boolean,
  { prior, config }: { prior: ObjectValue | null; config: ObjectValue },
  stored: PrivateData,
): PrivateData {
  if (!sent && isVersionAlone(prior, config)) return privateUncertain();
  if (!sent && isUncertain(stored)) return privateUncertain();
  // From now on the version alone decides, so no tag is kept.
  if (valueOf(config, 'client_secret_wo_version') !== null) return new Uint8Array();
  return sent ? privateOf(secretIn(config)) : privateUnchanged(stored);
}

/**
 * Whether a new version is recorded while no secret is given. Nothing is sent then, so the version does not
 * stand for what Datadog has.
 */
export function isVersionAlone(prior: ObjectValue | null, config: ObjectValue): boolean {
  const version = valueOf(config, 'client_secret_wo_version');
  if (version === null || version === UNKNOWN || valueOf(config, 'client_secret_wo') !== null) return false;
  return numberFrom(version) !== (prior && numberOf(prior, 'client_secret_wo_version'));
}

/**
 * The private data of a planned update. They record whether the plan keeps the client secret. When Terraform
 * replaces the auth method instead, it hands these on to the plan of the creation, which learns from them
 * which auth method it replaces.
 */
export function privateOfPlan(stored: PrivateData, id: string, status: SecretStatus): PrivateData {
  return encode({ ...decode(stored), id, ...(status === 'unchanged' ? { keepsSecret: true } : {}) });
}

/** Whether a plan that is being applied keeps the client secret. */
export function keepsSecret(planned: PrivateData): boolean {
  return decode(planned).keepsSecret === true;
}

/** The id of the auth method that a planned creation replaces. */
export function replacedId(handedOn: PrivateData): string | undefined {
  return decode(handedOn).id;
}

/** The private data of the state, as a plan found them. */
export function privateUnchanged(planned: PrivateData): PrivateData {
  const { secret, uncertain } = decode(planned);
  if (uncertain) return privateUncertain();
  return secret ? encode({ secret }) : new Uint8Array();
}

/** The private data that lets another secret than this one be noticed. */
export function privateOf(secret: string): PrivateData {
  return encode({ secret: tagOf(secret, randomBytes(16).toString('base64')) });
}

/**
 * The private data while it is not certain which client secret Datadog has: the next plan offers to send the
 * one given, also where a version would say that it is sent.
 */
export function privateUncertain(): PrivateData {
  return encode({ uncertain: true });
}

/**
 * The private data after a PATCH that failed and may have taken effect. They keep what it sent, so that the
 * next read does not take it for somebody else's change.
 */
export function privatePerhapsSent(planned: PrivateData, list: readonly KnownChange[]): PrivateData {
  const { secret, uncertain } = decode(planned);
  const values = list.filter(({ kind }) => kind !== 'secret');
  return encode({
    ...(uncertain || values.length < list.length ? { uncertain: true } : secret ? { secret } : {}),
    sent: requestAttributes(values, null),
  });
}

/** What a PATCH that failed may have changed, by attribute. */
export function perhapsSent(stored: PrivateData): { readonly [attribute: string]: unknown } {
  return decode(stored).sent ?? {};
}

function isUncertain(stored: PrivateData): boolean {
  return decode(stored).uncertain === true;
}

/** What the private data hold. In a state they are empty after an import, and while a version decides. */
interface StoredSecret {
  readonly secret?: Tag;
  readonly uncertain?: boolean;
  /** In a plan alone. */
  readonly id?: string;
  /** In a plan alone. */
  readonly keepsSecret?: boolean;
  /** After a PATCH that failed. */
  readonly sent?: { readonly [attribute: string]: unknown };
}

function encode(stored: StoredSecret): PrivateData {
  return new TextEncoder().encode(JSON.stringify(stored));
}

/**
 * Private data that was edited by hand counts as empty, as after an import: the next deploy sends the secret.
 */
function decode(stored: PrivateData): StoredSecret {
  const json = parseJson(new TextDecoder().decode(stored));
  const { secret, uncertain, id, keepsSecret: keeps, sent } = isRecord(json) ? json : {};
  return {
    ...(isTag(secret) ? { secret } : {}),
    ...(uncertain === true ? { uncertain } : {}),
    ...(typeof id === 'string' ? { id } : {}),
    ...(keeps === true ? { keepsSecret: true } : {}),
    ...(isRecord(sent) ? { sent } : {}),
  };
}

function isTag(value: unknown): value is Tag & Record<string, unknown> {
  return isRecord(value) && typeof value.salt === 'string' && typeof value.tag === 'string';
}

function secretIn(config: ObjectValue): string {
  return textOf(config, 'client_secret_wo') ?? '';
}

function tagOf(secret: string, salt: string): Tag {
  const hmac = createHmac('sha256', Buffer.from(salt, 'base64')).update(secret, 'utf8').digest('hex');
  return { salt, tag: hmac.slice(0, TAG_HEX_DIGITS) };
}

/** The client secret to send. From here on no message and no log line can show it. */
export function secretOf(config: ObjectValue): string | null {
  const secret = textOf(config, 'client_secret_wo');
  if (secret !== null) conceal(secret);
  return secret;
}
