import { GROUPS, VERDICTS, type Group, type Verdict, type Words } from '../drift/words';
import type { MethodFacts } from './method-facts';

type Rule = (facts: MethodFacts) => boolean;

interface OutcomeRow extends Words {
  /** The end of a count: `1 to delete`. */
  readonly count: string;
  readonly group: Group;
  /** Where it is absent, the outcome holds if the action has its name. */
  readonly holds?: Rule;
}

const outcome = (count: string, label: string, symbol: string, group: Group, holds?: Rule): OutcomeRow => ({
  count,
  label,
  symbol,
  group,
  holds,
});

const has = ({ attributes }: MethodFacts, ...verdicts: readonly Verdict[]) =>
  attributes.some(({ verdict }) => verdicts.includes(verdict));

const isBlocked: Rule = ({ notes, diagnostics }) => [...notes, ...diagnostics].some(({ blocks }) => blocks);
const isConflict: Rule = (facts) => has(facts, 'conflict');
const isRenamed: Rule = ({ renamedFrom }) => renamedFrom !== undefined;
const isImported: Rule = ({ importedFrom }) => importedFrom !== undefined;
const isMoved: Rule = ({ movedFrom }) => movedFrom !== undefined;
// An import of one that is gone has no deployed values.
const isDrifted: Rule = ({ attributes, action }) =>
  attributes.some((one) => one.isDrifted) || action === 'gone' || action === 'create-again';
const isSettled: Rule = (facts) => has(facts, 'drifted-agreed', 'drifted-kept');
const isUnsettled: Rule = (facts) =>
  has(facts, 'drifted', 'drifted-put-back', 'drifted-not-sent') ||
  facts.attributes.some(({ isDrifted: drifted, verdict }) => drifted && verdict === 'unknown');
const isUpdate: Rule = ({ action }) => action === 'update';
const isSent: Rule = (facts) => isUpdate(facts) && facts.requests.length > 0;
const isRotated: Rule = (facts) => has(facts, 'secret-sent') && !has(facts, 'changed');
const isUnknown: Rule = (facts) => has(facts, 'unknown');
const isUnread: Rule = (facts) => has(facts, 'not-compared');
const isUnchanged: Rule = (facts) => has(facts, 'not-drifted');

/**
 * What becomes of an auth method: the first row that holds. Every number of a review is one of theirs, or a
 * sum.
 */
export const OUTCOMES = {
  blocked: outcome('that would stop the deploy', 'would stop the deploy', '✕', 'blocked', isBlocked),
  conflict: outcome('in conflict', 'conflict', '!', 'conflict', isConflict),
  renamed: outcome('renamed in code', 'renamed, will be deleted and created', '±', 'destroy', isRenamed),
  replace: outcome('to replace', 'will be deleted and created', '±', 'destroy'),
  delete: outcome('to delete', 'will be deleted', '-', 'destroy'),
  'create-again': outcome('drifted', 'deleted in Datadog, will be created again', '↺', 'drift'),
  gone: outcome('drifted', 'deleted in Datadog', '≠', 'drift'),
  drifted: outcome('drifted', 'drifted', '≠', 'drift', isUnsettled),
  create: outcome('to create', 'will be created', '+', 'change'),
  'create-beside': outcome('to create', 'will be created, Datadog keeps the old one', '+', 'change'),
  unknown: outcome('known after apply', 'known after apply', '?', 'unchecked', isUnknown),
  import: outcome('to import', 'will be imported', '+', 'change', isImported),
  rotate: outcome('to update', 'gets a new client secret', '→', 'change', isRotated),
  update: outcome('to update', 'will be updated', '~', 'change', isSent),
  record: outcome('to record', 'changes in the state only', '~', 'change', isUpdate),
  move: outcome('to move', 'moved in code', '~', 'change', isMoved),
  forget: outcome('to forget', 'will be dropped from the state, Datadog keeps it', '-', 'change'),
  settled: outcome('with settled drift', 'drifted and settled', '≈', 'settled', isSettled),
  'not-compared': outcome('not compared', 'not compared', '?', 'unchecked', isUnread),
  'not-drifted': outcome('not drifted', 'not drifted', '=', 'in-sync', isUnchanged),
  'in-sync': outcome('in sync', 'in sync', '=', 'in-sync', () => true),
} as const satisfies Readonly<Record<string, OutcomeRow>>;
export type Outcome = keyof typeof OUTCOMES;

const ORDER = Object.keys(OUTCOMES) as readonly Outcome[];

/** All outcomes, most severe first. */
export const BY_SEVERITY: readonly Outcome[] = GROUPS.flatMap((group) =>
  ORDER.filter((one) => OUTCOMES[one].group === group),
);

/** Whether somebody has to decide before the deploy. */
export function isDecision(one: Outcome): boolean {
  return ['blocked', 'conflict', 'destroy', 'drift'].includes(OUTCOMES[one].group);
}

/** The rules of `--fail-on` about an auth method, which can match several. */
const RULES = {
  blocked: isBlocked,
  drift: isDrifted,
  conflict: isConflict,
  change: (facts) => !['none', 'gone'].includes(facts.action) || isImported(facts) || isMoved(facts),
  destroy: ({ action }) => action === 'delete' || action === 'replace',
  // Terraform does not read what it forgets: a gap of the stack says so.
  unchecked: (facts) =>
    has(facts, 'unknown', 'drifted-not-sent') || (facts.action !== 'forget' && isUnread(facts)),
} as const satisfies Readonly<Record<string, Rule>>;
const METHOD_RULES = Object.keys(RULES) as readonly (keyof typeof RULES)[];

export type FailOn = keyof typeof RULES | 'unmanaged';
/** What `--fail-on` may name. */
export const FAIL_ON: readonly FailOn[] = [...METHOD_RULES, 'unmanaged'];

/** Completes the facts of an auth method. */
export function withOutcome<Facts extends MethodFacts>(facts: Facts) {
  const holds = (one: Outcome) => OUTCOMES[one].holds?.(facts) ?? facts.action === one;
  const matches: readonly FailOn[] = METHOD_RULES.filter((rule) => RULES[rule](facts));
  return { ...facts, outcome: ORDER.find(holds) as Outcome, matches };
}

/** Drift is named by what becomes of it. */
const NAMED_BY_VERDICT: readonly Outcome[] = ['drifted', 'settled'];

/** What becomes of an auth method, and what else holds of it: `conflict, will be deleted and created`. */
export function wordsOf(facts: MethodFacts & { readonly outcome: Outcome }): readonly [Words, ...Words[]] {
  const { outcome: main, action, attributes } = facts;
  const { group } = OUTCOMES[main];
  const verdict = (Object.keys(VERDICTS) as Verdict[]).find(
    (one) => VERDICTS[one].group === group && attributes.some((row) => row.verdict === one),
  );
  const words = NAMED_BY_VERDICT.includes(main) && verdict ? VERDICTS[verdict] : OUTCOMES[main];
  const isActed = main === 'blocked' || (main === 'conflict' && action !== 'update');
  const isAlsoDrifted = !['conflict', 'drift', 'settled'].includes(group) && isDrifted(facts);
  return [
    words,
    ...(isActed && action !== 'none' ? [OUTCOMES[action as Outcome]] : []),
    ...(isAlsoDrifted ? [VERDICTS.drifted] : []),
  ];
}
