import { COMPARED, type ComparedName, type Scalar } from '../attributes';
import { NOT_KNOWN, sameValue, type KnownValues } from '../change/change';
import { mayContainPassword, show, type DisplayValue, type DisplayValues } from './display';
import { ABSENT, NOT_READ, type StoredValue, type ThreeValues } from './values';
import type { Column, Verdict } from './words';

/**
 * Whether the code wants the live value, ignores the attribute (`ignoreChanges`), or is not at hand. A
 * replacement sends the value in each case.
 */
export type Agreement = 'agrees' | 'ignores' | 'unverified' | 'replaces';

/** What became of one attribute, with its values as people may see them. */
export interface Judgement extends DisplayValues {
  readonly verdict: Verdict;
  /** Whether Datadog holds another value than was deployed. */
  readonly isDrifted: boolean;
}

/**
 * Judges one attribute by its three values. The warnings in a plan and the review both come from here.
 *
 * @param isHidden whether a value must not be shown. What may contain a password is hidden anyway.
 */
export function judge(
  name: ComparedName,
  values: ThreeValues,
  agreement: Agreement,
  isHidden?: (value: Scalar | null) => boolean,
): Judgement {
  const hides = (value: Scalar | null) => mayContainPassword(name, value) || isHidden?.(value) === true;
  const shownOf = (column: Column) => show(values[column], hides);
  return {
    verdict: verdictOf(name, values, agreement),
    isDrifted: isDrifted(name, values),
    deployed: shownOf('deployed'),
    live: shownOf('live'),
    wanted: shownOf('wanted'),
  };
}

const SECRET = {
  yes: { verdict: 'secret-sent', wanted: { kind: 'masked' } },
  no: { verdict: 'secret-not-compared', wanted: { kind: 'not-readable' } },
  unknown: { verdict: 'unknown', wanted: { kind: 'unknown' } },
} as const satisfies Readonly<Record<string, { verdict: Verdict; wanted: DisplayValue }>>;

/** Judges the client secret, whose values nobody can read. */
export function judgeSecret(
  sent: keyof typeof SECRET,
  { deployed, live }: Pick<ThreeValues, 'deployed' | 'live'>,
): Judgement {
  return { ...SECRET[sent], isDrifted: false, deployed: show(deployed), live: show(live) };
}

/** The attributes that drifted, judged without the code's values: a refresh is not given them. */
export function judgeDrift(deployed: KnownValues, live: KnownValues): ReadonlyMap<ComparedName, Judgement> {
  const judged = COMPARED.map((name) => {
    const values = { deployed: deployed[name], live: live[name], wanted: NOT_READ } as const;
    return [name, judge(name, values, 'unverified')] as const;
  });
  return new Map(judged.filter(([, { isDrifted }]) => isDrifted));
}

function verdictOf(name: ComparedName, values: ThreeValues, agreement: Agreement): Verdict {
  const { deployed, live, wanted } = values;
  if (wanted === NOT_KNOWN) return 'unknown';
  const same = (a: StoredValue, b: StoredValue) => meansSame(name, a, b);
  const drifted = isDrifted(name, values);
  if (wanted === NOT_READ)
    return drifted ? 'drifted' : live !== NOT_READ && wasDeployed(deployed) ? 'not-drifted' : 'not-compared';
  if (wanted === ABSENT && live !== ABSENT) {
    const lost = live === NOT_READ ? deployed : live;
    if (drifted || lost === NOT_READ) return drifted ? 'drifted' : 'not-compared';
    return same(lost, null) ? 'in-sync' : 'deleted';
  }
  if (live === NOT_READ) return deployed !== NOT_READ && !same(deployed, wanted) ? 'changed' : 'not-compared';
  if (same(live, wanted)) return drifted ? DRIFTED[wanted === ABSENT ? 'agrees' : agreement] : 'in-sync';
  if (drifted) return same(deployed, wanted) ? 'drifted-put-back' : 'conflict';
  return deployed === ABSENT && live === ABSENT ? 'new' : 'changed';
}

const DRIFTED = {
  agrees: 'drifted-agreed',
  ignores: 'drifted-kept',
  unverified: 'drifted-not-sent',
  replaces: 'new',
} as const;

/** Nothing was deployed before an import. */
export function isDrifted(name: ComparedName, { deployed, live }: Omit<ThreeValues, 'wanted'>): boolean {
  return wasDeployed(deployed) && live !== NOT_READ && !meansSame(name, deployed, live);
}

/** Whether a person has to decide. Where the auth method is gone or will be, no value can be kept. */
export function isToDecide({ verdict, live, wanted }: Judgement): boolean {
  return (
    live.kind !== 'absent' &&
    wanted.kind !== 'absent' &&
    (verdict === 'conflict' || verdict === 'drifted-put-back' || verdict === 'drifted')
  );
}

/** An auth method that is not there means the same as one without a value. */
function meansSame(name: ComparedName, a: StoredValue, b: StoredValue): boolean {
  const valueOf = (value: StoredValue) => (typeof value === 'symbol' ? null : value);
  return sameValue(name, valueOf(a), valueOf(b));
}

function wasDeployed(deployed: StoredValue): boolean {
  return deployed !== NOT_READ && deployed !== ABSENT;
}
