import { createHmac, randomBytes } from 'node:crypto';
import type { ComparedName } from '../attributes';
import { sameValue, type KnownValues, type SentValues } from '../change/change';
import type { PrivateData } from '../plugin/provider';
import { UNKNOWN } from '../plugin/value';
import { isRecord, parseJson } from '../text/json';
import type { Model } from './model';

/** What the provider keeps of a resource in its private data, where no plan and no output shows it. */
export interface PrivateRecord {
  /** Distinguishes this resource from all others. Random, from its creation, import or move on. */
  readonly resource: string;
  /**
   * The client secret that was sent last. `unverified`: Datadog may have a different one, so the one in the
   * code is sent. Absent while nothing is known of it, as after an import, and while a version decides.
   */
  readonly secret?: SecretTag | 'unverified';
  /** What a PATCH sent that may have taken effect, until the next read shows whether it did. */
  readonly unanswered?: SentValues;
  /** In a plan alone. */
  readonly plan?: PlanRecord;
}

interface PlanRecord {
  /** The auth method that the planned creation replaces, if Terraform replaces it instead. */
  readonly id: string;
  /** Whether the plan sends no client secret. */
  readonly keepsSecret: boolean;
}

/**
 * How a changed client secret is noticed though it is stored nowhere: a random salt, and a few bits of the
 * secret's HMAC under it.
 */
export interface SecretTag {
  readonly salt: string;
  readonly tag: string;
}

/**
 * 20 bits: a rotation is missed once in a million. An attacker with the state can only rule out guesses, and
 * one wrong guess in a million stays.
 */
const TAG_HEX_DIGITS = 5;

/** Private data that somebody edited count as empty, as after an import: the next deploy sends the secret. */
export function decodeRecord(stored: PrivateData): PrivateRecord {
  const json = parseJson(new TextDecoder().decode(stored));
  const { resource, secret, unanswered, plan } = isRecord(json) ? json : {};
  return {
    resource: typeof resource === 'string' ? resource : newResource(),
    ...(secret === 'unverified' || isTag(secret) ? { secret } : {}),
    ...(isRecord(unanswered) ? { unanswered } : {}),
    ...(isRecord(plan) && typeof plan.id === 'string'
      ? { plan: { id: plan.id, keepsSecret: plan.keepsSecret === true } }
      : {}),
  };
}

export function encodeRecord(record: PrivateRecord): PrivateData {
  return new TextEncoder().encode(JSON.stringify(record));
}

/** Whether Datadog shows what a PATCH sent that was not answered: nobody else changed the attribute. */
export function isOwnValue(
  { unanswered: sent = {} }: PrivateRecord,
  attribute: ComparedName,
  live: KnownValues,
): boolean {
  return attribute in sent && sameValue(attribute, sent[attribute] ?? null, live[attribute]);
}

export function newResource(): string {
  return randomBytes(8).toString('hex');
}

/**
 * What is known of the client secret in the code, compared with the one that was sent last. `unverified`:
 * Datadog may have a different secret, so the one in the code is sent. `unknown`: known after apply.
 */
export type SecretStatus = 'unchanged' | 'changed' | 'unverified' | 'unknown';

/** The client secret in the code, and its version. */
export type SecretInCode = Pick<Model, 'secret' | 'version'>;

export function isSent(status: SecretStatus): boolean {
  return status === 'changed' || status === 'unverified';
}

/** Compares the secret in the code with the one that was sent last. @param before the state's version */
export function secretStatus(
  { secret, version }: SecretInCode,
  before: Model['version'],
  { secret: sent }: PrivateRecord,
): SecretStatus {
  if (secret === null) return 'unchanged';
  if (sent === 'unverified') return 'unverified';
  if (version === UNKNOWN) return 'unknown';
  if (version !== null && before !== null) return version === before ? 'unchanged' : 'changed';
  // Without a version before and now, only the tag shows a change.
  if (sent === undefined) return 'unverified';
  if (secret === UNKNOWN) return 'unknown';
  return tagOf(secret, sent.salt).tag === sent.tag ? 'unchanged' : 'changed';
}

/**
 * What to record of the client secret after an apply that Datadog accepted. Only then does a new tag replace
 * the old one.
 *
 * @param before the state's version; `null` for a creation
 * @param stored the record of the plan
 */
export function secretAfter(
  isSent: boolean,
  code: SecretInCode,
  before: Model['version'],
  stored: PrivateRecord,
): Pick<PrivateRecord, 'secret'> {
  if (!isSent && (stored.secret === 'unverified' || isVersionAlone(code, before)))
    return { secret: 'unverified' };
  // From now on the version alone decides, so no tag is kept.
  if (code.version !== null) return {};
  if (isSent) return { secret: newTag(code.secret as string) };
  return stored.secret ? { secret: stored.secret } : {};
}

/**
 * Whether a new version is recorded while no secret is given. Nothing is sent then, so the version does not
 * stand for what Datadog has.
 */
export function isVersionAlone({ secret, version }: SecretInCode, before: Model['version']): boolean {
  return secret === null && version !== null && version !== UNKNOWN && version !== before;
}

/** What lets another secret than this one be noticed. */
export function newTag(secret: string): SecretTag {
  return tagOf(secret, randomBytes(16).toString('base64'));
}

function tagOf(secret: string, salt: string): SecretTag {
  const hmac = createHmac('sha256', Buffer.from(salt, 'base64')).update(secret, 'utf8').digest('hex');
  return { salt, tag: hmac.slice(0, TAG_HEX_DIGITS) };
}

function isTag(value: unknown): value is SecretTag & Record<string, unknown> {
  return isRecord(value) && typeof value.salt === 'string' && typeof value.tag === 'string';
}
