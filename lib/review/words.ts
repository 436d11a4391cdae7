import type { Scalar } from '../attributes';
import type { Shown } from '../judge/shown';
import {
  COLUMN_KEYS,
  COLUMNS,
  GROUPS,
  VERDICTS,
  WAYS_OUT,
  type Column,
  type Group,
  type Words,
} from '../judge/words';
import { quotedWhole } from '../judge/visible';
import type { Action, AttributeFinding, PlannedRequest } from './review';

/** The words of a review, so that all forms say the same in the same ones. */

export { COLUMN_KEYS, COLUMNS, GROUPS, VERDICTS, WAYS_OUT, type Column, type Group, type Words };

export const ACTIONS: Readonly<Record<Exclude<Action, 'none' | 'update'>, Words>> = {
  create: { label: 'will be created', symbol: '+', group: 'change' },
  'create-again': { label: 'deleted in Datadog, will be created again', symbol: '↺', group: 'drift' },
  delete: { label: 'will be deleted', symbol: '-', group: 'destroy' },
  replace: { label: 'will be deleted and created anew', symbol: '±', group: 'destroy' },
  forget: { label: 'will be dropped from the state, Datadog keeps it', symbol: '-', group: 'change' },
  gone: { label: 'deleted in Datadog', symbol: '≠', group: 'drift' },
};

/** What becomes of one of which no attribute changes, though a deploy does something with it. */
export const RECORDED = {
  imported: { label: 'will be imported', symbol: '+', group: 'change' },
  moved: { label: 'moved in code', symbol: '~', group: 'change' },
  update: { label: 'changed in the state alone', symbol: '~', group: 'change' },
} as const satisfies Readonly<Record<string, Words>>;

/** As the heads of tiles and filters. */
export const GROUP_NAMES: Readonly<Record<Exclude<Group, 'in-sync'>, string>> = {
  conflict: 'Conflict',
  drift: 'Drifted',
  destroy: 'Deleted by a deploy',
  change: 'Changed by a deploy',
  unchecked: 'Not compared',
};

/** As the ends of a count. */
export const GROUP_COUNTED: Readonly<Record<Exclude<Group, 'in-sync'>, string>> = {
  conflict: 'in conflict',
  drift: 'drifted',
  destroy: 'deleted by a deploy',
  change: 'changed by a deploy',
  unchecked: 'not compared',
};

export const MOVED = 'moved since the approval';

/** What stands for a value that there is none to show of. */
export function placeholder(shown: Exclude<Shown, { kind: 'value' }>, column: Column): string {
  switch (shown.kind) {
    case 'unset':
      return '(not set)';
    case 'absent':
      return '(no auth method)';
    case 'masked':
      return '(sensitive value)';
    case 'unknown':
      return '(known after apply)';
    case 'not-readable':
      return column === 'wanted' ? '(not compared)' : '(cannot be read)';
  }
}

/** One of the three values of an attribute, as text. */
export function shownText(finding: AttributeFinding, column: Column): string {
  const shown = finding[column];
  return shown.kind === 'value' ? shownScalar(shown.value) : placeholder(shown, column);
}

export function shownScalar(value: Scalar): string {
  return typeof value === 'string' ? quotedWhole(value) : String(value);
}

export const UNSETTLED =
  'Not all of this is known before the apply: attributes that turn out the same are left out, and a PATCH without any is not sent.';

export function requestLine(request: PlannedRequest): string {
  return `${request.method} ${request.path}`;
}

/** `1 auth method`, `2 auth methods`. */
export function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`;
}
