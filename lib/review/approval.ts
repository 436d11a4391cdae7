import { createHmac, randomBytes } from 'node:crypto';
import { COMPARED, ROWS } from '../attributes';
import { attribute, joined, path, text, type Text } from '../judge/parts';
import type { WantedValue } from '../judge/values';
import { isRecord, parseJson } from '../text/json';
import { brokenApproval } from './errors';
import { bodyOf } from './requests';
import type { StackReview } from './review';
import type { ReviewedMethod } from './review-method';
import type { ReviewedStack } from './review-plan';

/** Goes up when other things are digested. */
const APPROVAL_FORMAT = '2';
const SECRET = ROWS.find(({ writeOnly }) => writeOnly)?.terraform ?? '';
const DIGESTED = [...COMPARED, SECRET];

/**
 * What was approved, as salted digests of the values and requests of each auth method. The file shows no
 * value. Its salt lies beside the digests, so whoever has the file can test a guess at a value.
 */
export interface Approval {
  readonly format: typeof APPROVAL_FORMAT;
  readonly salt: string;
  /**
   * Digests by the stack's name (empty when the plan came from a file), the address, and what is digested.
   */
  readonly stacks: Readonly<Record<string, Readonly<Record<string, Digests>>>>;
}

type Digests = Readonly<Record<string, string>>;

export function approve(reviewed: readonly ReviewedStack[]): Approval {
  const salt = randomBytes(32).toString('base64');
  const digestsIn = (one: ReviewedStack) =>
    one.methods.map((method) => [method.finding.address, digestsOf(one, method, salt)]);
  const stacks = reviewed.map((one) => [one.stack.stack ?? '', Object.fromEntries(digestsIn(one)) as object]);
  return { format: APPROVAL_FORMAT, salt, stacks: Object.fromEntries(stacks) as Approval['stacks'] };
}

/** @throws ReviewError when the file is broken or of another version */
export function readApproval(content: string): Approval {
  const read = parseJson(content);
  if (!isRecord(read) || typeof read.salt !== 'string' || !isRecord(read.stacks))
    throw brokenApproval('lacks its salt or its stacks');
  if (read.format !== APPROVAL_FORMAT) throw brokenApproval('has a format that this version does not know');
  // A digest that is broken differs from every other one, so its value counts as changed.
  return read as unknown as Approval;
}

/**
 * Marks what changed since the approval.
 *
 * @returns `gone`: how many approved auth methods the plan has no more
 */
export function compareWithApproval(
  { stacks, salt }: Approval,
  reviewed: ReviewedStack,
): { readonly stack: StackReview; readonly gone: number } {
  const { stack } = reviewed;
  const approved = new Map(Object.entries(stacks[stack.stack ?? ''] ?? {}));
  const methods = reviewed.methods.map((method) => {
    const { finding } = method;
    const now = digestsOf(reviewed, method, salt);
    const before = approved.get(finding.address);
    const isChanged = (name: string) => before?.[name] !== now[name];
    const note = before ? changeNote(isChanged) : text`It is new since the approval.`;
    return {
      ...finding,
      matches: note ? [...finding.matches, 'moved' as const] : finding.matches,
      attributes: finding.attributes.map((one) => ({
        ...one,
        movedSinceApproval: isChanged(`${one.attribute}.live`) || isChanged(`${one.attribute}.wanted`),
      })),
      notes: note ? [...finding.notes, note] : finding.notes,
    };
  });
  const gone = [...approved.keys()].filter((address) => methods.every((one) => one.address !== address));
  const gaps = gone.map(
    (address) => text`${path(address)} was approved. This plan has it no more, so it was not compared.`,
  );
  return { stack: { ...stack, methods, notCompared: [...stack.notCompared, ...gaps] }, gone: gone.length };
}

function changeNote(isChanged: (name: string) => boolean): Text | undefined {
  const values = (which: string) => DIGESTED.filter((name) => isChanged(`${name}.${which}`)).map(attribute);
  const [live, wanted] = [values('live'), values('wanted')];
  const what = [
    ...(live.length > 0 ? [text`the live values (${joined(live, ', ')})`] : []),
    ...(wanted.length > 0 ? [text`the wanted values (${joined(wanted, ', ')})`] : []),
    ...(isChanged('requests') ? [text`the requests`] : []),
  ];
  return what.length === 0 ? undefined : text`Changed since the approval: ${joined(what, '; ')}.`;
}

function digestsOf({ stack }: ReviewedStack, { method, sendings }: ReviewedMethod, salt: string): Digests {
  const known = (value: WantedValue) => (typeof value === 'symbol' ? [value.description] : value);
  const digested: readonly (readonly [string, unknown])[] = [
    ...COMPARED.map((name) => [`${name}.live`, known(method.live[name])] as const),
    ...COMPARED.map((name) => [`${name}.wanted`, known(method.wanted[name])] as const),
    [`${SECRET}.live`, null],
    [`${SECRET}.wanted`, method.secretSent],
    [
      'requests',
      sendings.map(({ method: verb, path: to, changes }) => [verb, to, changes && bodyOf(changes)]),
    ],
  ];
  const digest = (name: string, of: unknown) =>
    createHmac('sha256', Buffer.from(salt, 'base64'))
      // The same value in two places gets two digests.
      .update(JSON.stringify([stack.stack ?? null, method.address, name, of]))
      .digest('base64');
  return Object.fromEntries(digested.map(([name, of]) => [name, digest(name, of)]));
}
