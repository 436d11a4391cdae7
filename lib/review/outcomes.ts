import { GROUPS, type Group, type Words } from '../drift/words';

interface OutcomeWords extends Words {
  /** The end of a count: `1 to delete`. */
  readonly count: string;
  /** Whether somebody has to decide before the deploy. */
  readonly isDecision: boolean;
}

const outcome = (count: string, label: string, symbol: string, group: Group, isDecision = false) => ({
  count,
  label,
  symbol,
  group,
  isDecision,
});

/** What becomes of an auth method. Every number of a review is one of theirs, or a sum. */
export const OUTCOMES = {
  blocked: outcome('that would stop the deploy', 'would stop the deploy', '✕', 'blocked', true),
  conflict: outcome('in conflict', 'conflict', '!', 'conflict', true),
  renamed: outcome('renamed in code', 'renamed, will be deleted and created', '±', 'destroy', true),
  replace: outcome('to replace', 'will be deleted and created', '±', 'destroy', true),
  delete: outcome('to delete', 'will be deleted', '-', 'destroy', true),
  'create-again': outcome('drifted', 'deleted in Datadog, will be created again', '↺', 'drift', true),
  gone: outcome('drifted', 'deleted in Datadog', '≠', 'drift', true),
  drifted: outcome('drifted', 'drifted', '≠', 'drift', true),
  create: outcome('to create', 'will be created', '+', 'change'),
  'create-beside': outcome('to create', 'will be created, Datadog keeps the old one', '+', 'change'),
  unknown: outcome('known after apply', 'known after apply', '?', 'unchecked'),
  import: outcome('to import', 'will be imported', '+', 'change'),
  rotate: outcome('to update', 'gets a new client secret', '→', 'change'),
  update: outcome('to update', 'will be updated', '~', 'change'),
  record: outcome('to record', 'changes in the state only', '~', 'change'),
  move: outcome('to move', 'moved in code', '~', 'change'),
  forget: outcome('to forget', 'will be dropped from the state, Datadog keeps it', '-', 'change'),
  settled: outcome('with settled drift', 'drifted and settled', '≈', 'settled'),
  'not-compared': outcome('not compared', 'not compared', '?', 'unchecked'),
  'in-sync': outcome('in sync', 'in sync', '=', 'in-sync'),
} as const satisfies Readonly<Record<string, OutcomeWords>>;
export type Outcome = keyof typeof OUTCOMES;

const ORDER = Object.keys(OUTCOMES) as Outcome[];

/** All outcomes, most severe first. */
export const BY_SEVERITY: readonly Outcome[] = GROUPS.flatMap((group) =>
  ORDER.filter((one) => OUTCOMES[one].group === group),
);
