import { createHmac, randomBytes } from 'node:crypto';
import type { AttributeName } from '../attributes';
import { brokenApproval } from './errors';
import { readJson, type JsonReader } from './json-reader';
import type { Digest, MethodDigests } from './review-method';
import type { ReviewedStack } from './review-plan';

/** Of the file. It changes with what is digested. */
const APPROVAL_FORMAT = '1';

/**
 * What was approved: of each auth method salted digests of its live and wanted values and of its requests, so that
 * the file shows none of them. The salt is beside them: who has the file can test a guess at a value, one by one.
 */
export interface Approval {
  readonly format: typeof APPROVAL_FORMAT;
  readonly salt: string;
  readonly stacks: readonly {
    /** Absent when the plan came from a file. */
    readonly stack?: string;
    readonly methods: Readonly<Record<string, MethodDigests>>;
  }[];
}

/** What moved since an approval. */
export interface Moved {
  /** By address. */
  readonly methods: ReadonlyMap<
    string,
    { readonly attributes: ReadonlySet<AttributeName>; readonly note: string }
  >;
  /** The addresses that were approved and are in the plan no more. */
  readonly gone: readonly string[];
}

export function approve(reviewed: readonly ReviewedStack[]): Approval {
  const salt = randomBytes(32).toString('base64');
  return {
    format: APPROVAL_FORMAT,
    salt,
    stacks: reviewed.map((stack) => ({
      ...(stack.stack.stack === undefined ? {} : { stack: stack.stack.stack }),
      methods: Object.fromEntries(digestsOf(stack, salt)),
    })),
  };
}

/**
 * Reads an approval's file.
 *
 * @throws ReviewError when it is broken or of another version
 */
export function readApproval(text: string): Approval {
  const reader = readJson(text, brokenApproval);
  if (reader.text('format') !== APPROVAL_FORMAT)
    throw brokenApproval('has a format that this version does not know');
  return {
    format: APPROVAL_FORMAT,
    salt: reader.text('salt'),
    stacks: reader.children('stacks').map((stack) => ({
      stack: stack.optionalText('stack'),
      methods: Object.fromEntries(
        stack.members('methods').map(([address, method]) => [address, readDigests(method)]),
      ),
    })),
  };
}

function readDigests(method: JsonReader): MethodDigests {
  return {
    attributes: Object.fromEntries(
      method
        .members('attributes')
        .map(([name, digests]) => [name, { live: digests.text('live'), wanted: digests.text('wanted') }]),
    ),
    requests: method.text('requests'),
  };
}

export function movedSince(approval: Approval, reviewed: ReviewedStack): Moved {
  const approved = approval.stacks.find(({ stack }) => stack === reviewed.stack.stack)?.methods ?? {};
  const now = new Map(digestsOf(reviewed, approval.salt));
  const methods = [...now].flatMap(([address, digests]) => {
    const before = Object.hasOwn(approved, address) ? approved[address] : undefined;
    const moved = before
      ? movedMethod(before, digests)
      : { attributes: allOf(digests), note: 'It was not there at the approval.' };
    return moved ? [[address, moved] as const] : [];
  });
  return { methods: new Map(methods), gone: Object.keys(approved).filter((address) => !now.has(address)) };
}

function movedMethod(before: MethodDigests, now: MethodDigests) {
  const moved = (which: 'live' | 'wanted') =>
    [...allOf(now)].filter((name) => before.attributes[name]?.[which] !== now.attributes[name]?.[which]);
  const [live, wanted] = [moved('live'), moved('wanted')];
  const what = [
    ...(live.length > 0 ? [`what Datadog holds (${live.join(', ')})`] : []),
    ...(wanted.length > 0 ? [`what the code wants (${wanted.join(', ')})`] : []),
    ...(before.requests === now.requests ? [] : ['what is sent']),
  ];
  if (what.length === 0) return undefined;
  return { attributes: new Set([...live, ...wanted]), note: `Since the approval moved: ${what.join('; ')}.` };
}

function allOf({ attributes }: MethodDigests): Set<AttributeName> {
  return new Set(Object.keys(attributes) as AttributeName[]);
}

function digestsOf({ stack, methods }: ReviewedStack, salt: string): [string, MethodDigests][] {
  return methods.map(({ finding, digests }) => {
    const digest: Digest = (...parts) =>
      createHmac('sha256', Buffer.from(salt, 'base64'))
        .update(JSON.stringify([stack.stack ?? null, finding.address, ...parts]))
        .digest('base64');
    return [finding.address, digests(digest)];
  });
}
