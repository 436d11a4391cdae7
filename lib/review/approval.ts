import { createHmac, randomBytes } from 'node:crypto';
import { COMPARED, ROWS, type AttributeName } from '../attributes';
import { attribute, joined, path, text, type Text } from '../judge/parts';
import type { WantedValue } from '../judge/values';
import { brokenApproval } from './errors';
import { readJson, type JsonReader } from './json-reader';
import { bodyOf } from './requests';
import type { StackReview } from './review';
import type { ReviewedMethod } from './review-method';
import type { ReviewedStack } from './review-plan';

/** Goes up when other things are digested. */
const APPROVAL_FORMAT = '1';
const SECRET_ATTRIBUTE = ROWS.find(({ writeOnly }) => writeOnly)?.terraform ?? '';

interface MethodDigests {
  readonly attributes: Readonly<Record<string, { readonly live: string; readonly wanted: string }>>;
  readonly requests: string;
}

/**
 * What was approved, as salted digests of the values and requests of each auth method. The file shows no
 * value. Its salt lies beside the digests, so whoever has the file can test a guess at a value.
 */
export interface Approval {
  readonly format: typeof APPROVAL_FORMAT;
  readonly salt: string;
  /** `stack` is absent when the plan came from a file. */
  readonly stacks: readonly {
    readonly stack?: string;
    readonly methods: Readonly<Record<string, MethodDigests>>;
  }[];
}

export function approve(reviewed: readonly ReviewedStack[]): Approval {
  const salt = randomBytes(32).toString('base64');
  const stacks = reviewed.map((one) => ({
    ...(one.stack.stack === undefined ? {} : { stack: one.stack.stack }),
    methods: Object.fromEntries(
      one.methods.map((method) => [method.finding.address, digests(one, method, salt)]),
    ),
  }));
  return { format: APPROVAL_FORMAT, salt, stacks };
}

/** @throws ReviewError when the file is broken or of another version */
export function readApproval(content: string): Approval {
  const reader = readJson(content, brokenApproval);
  if (reader.text('format') !== APPROVAL_FORMAT)
    throw brokenApproval('has a format that this version does not know');
  const digestsIn = (method: JsonReader): MethodDigests => ({
    attributes: Object.fromEntries(
      method
        .members('attributes')
        .map(([name, one]) => [name, { live: one.text('live'), wanted: one.text('wanted') }]),
    ),
    requests: method.text('requests'),
  });
  return {
    format: APPROVAL_FORMAT,
    salt: reader.text('salt'),
    stacks: reader.children('stacks').map((stack) => ({
      stack: stack.optionalText('stack'),
      methods: Object.fromEntries(
        stack.members('methods').map(([address, one]) => [address, digestsIn(one)]),
      ),
    })),
  };
}

/**
 * Marks what changed since the approval. @returns `gone`: how many approved auth methods the plan has no
 * more
 */
export function compareWithApproval(
  { stacks, salt }: Approval,
  reviewed: ReviewedStack,
): { readonly stack: StackReview; readonly gone: number } {
  const { stack } = reviewed;
  const approved = new Map(Object.entries(stacks.find((one) => one.stack === stack.stack)?.methods ?? {}));
  const methods = reviewed.methods.map((method) => {
    const now = digests(reviewed, method, salt);
    const before = approved.get(method.finding.address);
    const names = Object.keys(now.attributes) as AttributeName[];
    const changed = (of: 'live' | 'wanted') =>
      names.filter((name) => before?.attributes[name]?.[of] !== now.attributes[name]?.[of]);
    const [live, wanted] = [changed('live'), changed('wanted')];
    const note = before
      ? changeNote(live, wanted, before.requests !== now.requests)
      : text`It is new since the approval.`;
    const { finding } = method;
    return {
      ...finding,
      matches: note ? [...finding.matches, 'moved' as const] : finding.matches,
      attributes: finding.attributes.map((one) => ({
        ...one,
        isChangedSinceApproval: live.includes(one.attribute) || wanted.includes(one.attribute),
      })),
      notes: note ? [...finding.notes, note] : finding.notes,
    };
  });
  const gone = [...approved.keys()].filter((address) =>
    methods.every((method) => method.address !== address),
  );
  const gaps = gone.map(
    (address) => text`${path(address)} was approved. This plan has it no more, so it was not compared.`,
  );
  return { stack: { ...stack, methods, gaps: [...stack.gaps, ...gaps] }, gone: gone.length };
}

function changeNote(live: readonly string[], wanted: readonly string[], requests: boolean): Text | undefined {
  const names = (list: readonly string[]) =>
    joined(
      list.map((name) => attribute(name)),
      ', ',
    );
  const what = [
    ...(live.length > 0 ? [text`the live values (${names(live)})`] : []),
    ...(wanted.length > 0 ? [text`the wanted values (${names(wanted)})`] : []),
    ...(requests ? [text`the requests`] : []),
  ];
  return what.length === 0 ? undefined : text`Changed since the approval: ${joined(what, '; ')}.`;
}

function digests(
  { stack }: ReviewedStack,
  { finding, method, sendings }: ReviewedMethod,
  salt: string,
): MethodDigests {
  const digest = (...parts: readonly unknown[]) =>
    createHmac('sha256', Buffer.from(salt, 'base64'))
      .update(JSON.stringify([stack.stack ?? null, finding.address, ...parts]))
      .digest('base64');
  const known = (value: WantedValue) => (typeof value === 'symbol' ? [value.description] : value);
  const attributes = COMPARED.map((name) => [
    name,
    {
      live: digest(name, 'live', known(method.live[name])),
      wanted: digest(name, 'wanted', known(method.wanted[name])),
    },
  ]);
  const secret = { live: digest('secret', 'live'), wanted: digest('secret', 'wanted', method.secretSent) };
  return {
    attributes: Object.fromEntries([
      ...attributes,
      [SECRET_ATTRIBUTE, secret],
    ]) as MethodDigests['attributes'],
    requests: digest(
      'requests',
      sendings.map(({ method: verb, path: to, changes }) => [verb, to, changes && bodyOf(changes)]),
    ),
  };
}
