import { VERDICTS, type Verdict, type Words } from '../drift/words';
import { OUTCOMES, type Outcome } from './outcomes';
import { FAIL_ON, type FailOn, type MethodFinding } from './review';

/** What an outcome depends on. */
type Finding = Omit<MethodFinding, 'outcome' | 'matches'>;

const OPEN_DRIFT: readonly Verdict[] = ['drifted', 'drifted-put-back', 'drifted-not-sent'];
const SETTLED: readonly Verdict[] = ['drifted-agreed', 'drifted-kept'];

/** The first that holds is the outcome. Those that are not here hold where the action has their name. */
const HOLDS: Partial<Readonly<Record<string, (finding: Finding) => boolean>>> = {
  blocked: isBlocked,
  conflict: isConflict,
  renamed: ({ renamedFrom }) => renamedFrom !== undefined,
  drifted: (finding) =>
    has(finding, OPEN_DRIFT) ||
    finding.attributes.some(({ isDrifted, verdict }) => isDrifted && verdict === 'unknown'),
  unknown: (finding) => has(finding, ['unknown']),
  import: ({ importedFrom }) => importedFrom !== undefined,
  rotate: (finding) => has(finding, ['secret-sent']) && !has(finding, ['changed']),
  update: ({ action, requests }) => action === 'update' && requests.length > 0,
  record: ({ action }) => action === 'update',
  move: ({ movedFrom }) => movedFrom !== undefined,
  settled: (finding) => has(finding, SETTLED),
  'not-compared': (finding) => has(finding, ['not-compared']),
};
const ORDER = Object.keys(OUTCOMES) as Outcome[];

function isBlocked({ notes, diagnostics }: Finding): boolean {
  return [...notes, ...diagnostics].some(({ blocks }) => blocks);
}

function isConflict(finding: Finding): boolean {
  return has(finding, ['conflict']);
}

function has({ attributes }: Finding, verdicts: readonly Verdict[]): boolean {
  return attributes.some(({ verdict }) => verdicts.includes(verdict));
}

export function hasDrifted({ attributes, action }: Finding): boolean {
  return attributes.some(({ isDrifted }) => isDrifted) || action === 'gone' || action === 'create-again';
}

/** The rules of `--fail-on`. An auth method can match several. */
const RULES: Readonly<Record<Exclude<FailOn, 'unmanaged'>, (finding: Finding) => boolean>> = {
  blocked: isBlocked,
  drift: hasDrifted,
  conflict: isConflict,
  change: ({ action, importedFrom, movedFrom }) =>
    (action !== 'none' && action !== 'gone') || importedFrom !== undefined || movedFrom !== undefined,
  destroy: ({ action }) => action === 'delete' || action === 'replace',
  // Terraform does not read what it forgets: a gap of the stack says so.
  unchecked: (finding) =>
    has(finding, ['unknown', 'drifted-not-sent']) ||
    (finding.action !== 'forget' && has(finding, ['not-compared'])),
};

/** Completes a finding. */
export function withOutcome(finding: Finding): MethodFinding {
  const holds = (one: Outcome) => HOLDS[one]?.(finding) ?? finding.action === one;
  const matches = FAIL_ON.filter((rule) => rule !== 'unmanaged' && RULES[rule](finding));
  return { ...finding, outcome: ORDER.find(holds) ?? 'in-sync', matches };
}

/** Drift is named by what becomes of it, and a stack without its code has nothing in sync with it. */
const NAMED_BY_VERDICT: readonly Outcome[] = ['drifted', 'settled', 'in-sync'];

/** What becomes of an auth method, and what else holds of it: `conflict, will be deleted and created`. */
export function wordsOf(finding: MethodFinding): readonly [Words, ...Words[]] {
  const { outcome: main, action, attributes } = finding;
  const { group } = OUTCOMES[main];
  const verdict = (Object.keys(VERDICTS) as Verdict[]).find(
    (one) => VERDICTS[one].group === group && attributes.some((row) => row.verdict === one),
  );
  const words = NAMED_BY_VERDICT.includes(main) && verdict ? VERDICTS[verdict] : OUTCOMES[main];
  const isActed = main === 'blocked' ? action !== 'none' : main === 'conflict' && action !== 'update';
  const isDrifted = !['conflict', 'drift', 'settled'].includes(group) && hasDrifted(finding);
  return [words, ...(isActed ? [OUTCOMES[action as Outcome]] : []), ...(isDrifted ? [VERDICTS.drifted] : [])];
}
