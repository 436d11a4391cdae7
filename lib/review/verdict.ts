import type { ComparedName } from '../attributes';
import { NOT_KNOWN, sameHeld } from '../change/change';
import type { Verdict } from './review';
import { ABSENT, NOT_READ, type Held, type Wanted } from './values';

/** Why a plan wants what is live: the code says so, or leaves the attribute to others by `ignoreChanges`. */
export type Agreement = 'agrees' | 'ignores' | 'not-told';

/** What became of one attribute, from its three values. */
export function verdict(
  attribute: ComparedName,
  values: { deployed: Held; live: Held; wanted: Wanted },
  agreement: Agreement,
): Verdict {
  const { deployed, live, wanted } = values;
  if (wanted === NOT_KNOWN) return 'unknown';
  const same = (a: Held, b: Held) => meansSame(attribute, a, b);
  if (live === NOT_READ)
    return isHeld(wanted) && isKnown(deployed) && !same(deployed, wanted) ? 'changed' : 'not-compared';
  const moved = isDrifted(attribute, values);
  if (wanted === NOT_READ) return moved ? 'drifted' : wasDeployed(deployed) ? 'not-drifted' : 'not-compared';
  if (wanted === ABSENT) return moved ? (live === ABSENT ? 'drifted-agreed' : 'drifted') : 'not-compared';
  if (!moved) return same(live, wanted) ? 'in-sync' : 'changed';
  if (same(live, wanted)) return DRIFTED[agreement];
  return same(deployed, wanted) ? 'drifted-put-back' : 'conflict';
}

const DRIFTED = {
  agrees: 'drifted-agreed',
  ignores: 'drifted-kept',
  'not-told': 'drifted-not-sent',
} as const;

/** The client secret's: what is live cannot be read. */
export function secretVerdict(sent: 'yes' | 'no' | 'not-known'): Verdict {
  return sent === 'yes' ? 'secret-sent' : sent === 'no' ? 'secret-not-compared' : 'unknown';
}

/** Whether Datadog holds something else than was deployed. Before an import nothing was. */
export function isDrifted(
  attribute: ComparedName,
  { deployed, live }: { deployed: Held; live: Held },
): boolean {
  return wasDeployed(deployed) && live !== NOT_READ && !meansSame(attribute, deployed, live);
}

/** An auth method that is not there holds what one without a value does. */
function meansSame(attribute: ComparedName, a: Held, b: Held): boolean {
  const textOf = (value: Held) => (typeof value === 'string' ? value : null);
  return sameHeld(attribute, textOf(a), textOf(b));
}

function isHeld(value: Wanted): value is string | null {
  return typeof value === 'string' || value === null;
}

function wasDeployed(deployed: Held): boolean {
  return isKnown(deployed) && deployed !== ABSENT;
}

function isKnown(value: Held): boolean {
  return value !== NOT_READ;
}
