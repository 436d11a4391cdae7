import { COMPARED, type ComparedName, type Scalar } from '../attributes';
import { NOT_KNOWN, sameValue, type KnownValues } from '../change/change';
import { show, type Shown, type ShownValues } from './shown';
import { ABSENT, NOT_READ, type StoredValue, type ThreeValues } from './values';
import { waysOut, type Place, type WayOut } from './ways-out';
import type { Column, Verdict } from './words';

/** Whether the code wants the live value, ignores the attribute (`ignoreChanges`), or is not at hand. */
export type Agreement = 'agrees' | 'ignores' | 'unverified';

/** What became of one attribute, with its values as people may see them. */
export interface Judgement extends ShownValues {
  readonly verdict: Verdict;
  /** Whether Datadog holds another value than was deployed. */
  readonly isDrifted: boolean;
  /** Whether the code wants a value that is neither deployed nor live, as far as is known. */
  readonly isChangedInCode: boolean;
  /** What a person can do; empty where nothing has to be decided. */
  readonly waysOut: readonly WayOut[];
}

export interface Context {
  readonly agreement: Agreement;
  /** Where the code declares the auth method. */
  readonly place?: Place;
  /** Whether a value must not be shown. */
  readonly isHidden?: (value: Scalar | null) => boolean;
}

/** Judges one attribute by its three values. The warnings in a plan and the review both come from here. */
export function judge(name: ComparedName, values: ThreeValues, context: Context): Judgement {
  const { agreement, place, isHidden } = context;
  const verdict = verdictOf(name, values, agreement);
  const shownOf = (column: Column) => show(values[column], isHidden);
  const shown = { deployed: shownOf('deployed'), live: shownOf('live'), wanted: shownOf('wanted') };
  return {
    verdict,
    isDrifted: isDrifted(name, values),
    isChangedInCode: verdict === 'conflict' || verdict === 'changed' || verdict === 'unknown',
    ...shown,
    waysOut: isToDecide(verdict, values) ? waysOut([{ attribute: name, ...shown }], place) : [],
  };
}

const SECRET = {
  yes: { verdict: 'secret-sent', wanted: { kind: 'masked' } },
  no: { verdict: 'secret-not-compared', wanted: { kind: 'not-readable' } },
  unknown: { verdict: 'unknown', wanted: { kind: 'unknown' } },
} as const satisfies Readonly<Record<string, { verdict: Verdict; wanted: Shown }>>;

/** Judges the client secret, whose values nobody can read. */
export function judgeSecret(
  sent: keyof typeof SECRET,
  { deployed, live }: Pick<ThreeValues, 'deployed' | 'live'>,
): Judgement {
  const { verdict, wanted } = SECRET[sent];
  const shown = { deployed: show(deployed), live: show(live), wanted };
  return { verdict, isDrifted: false, isChangedInCode: sent !== 'no', ...shown, waysOut: [] };
}

/** The attributes that drifted, judged without the code's values: a refresh is not given them. */
export function judgeDrift(deployed: KnownValues, live: KnownValues): ReadonlyMap<ComparedName, Judgement> {
  const judged = COMPARED.map((name) => {
    const values = { deployed: deployed[name], live: live[name], wanted: NOT_READ } as const;
    return [name, judge(name, values, { agreement: 'unverified' })] as const;
  });
  return new Map(judged.filter(([, { isDrifted }]) => isDrifted));
}

function verdictOf(name: ComparedName, values: ThreeValues, agreement: Agreement): Verdict {
  const { deployed, live, wanted } = values;
  if (wanted === NOT_KNOWN) return 'unknown';
  const same = (a: StoredValue, b: StoredValue) => meansSame(name, a, b);
  if (live === NOT_READ)
    return typeof wanted !== 'symbol' && deployed !== NOT_READ && !same(deployed, wanted)
      ? 'changed'
      : 'not-compared';
  const drifted = isDrifted(name, values);
  if (wanted === NOT_READ)
    return drifted ? 'drifted' : wasDeployed(deployed) ? 'not-drifted' : 'not-compared';
  if (wanted === ABSENT) return !drifted ? 'not-compared' : live === ABSENT ? 'drifted-agreed' : 'drifted';
  if (!drifted) return same(live, wanted) ? 'in-sync' : 'changed';
  if (same(live, wanted)) return DRIFTED[agreement];
  return same(deployed, wanted) ? 'drifted-put-back' : 'conflict';
}

const DRIFTED = {
  agrees: 'drifted-agreed',
  ignores: 'drifted-kept',
  unverified: 'drifted-not-sent',
} as const;

/** Nothing was deployed before an import. */
export function isDrifted(name: ComparedName, { deployed, live }: Omit<ThreeValues, 'wanted'>): boolean {
  return wasDeployed(deployed) && live !== NOT_READ && !meansSame(name, deployed, live);
}

/** Of an auth method that is gone no value can be kept. */
function isToDecide(verdict: Verdict, { live, wanted }: ThreeValues): boolean {
  if (live === ABSENT) return false;
  return (
    verdict === 'conflict' || verdict === 'drifted-put-back' || (verdict === 'drifted' && wanted === NOT_READ)
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
