import type { Action, AttributeFinding, PlannedRequest, Shown, Verdict, WayOut } from './review';
import { quotedWhole } from './visible';

/** The words of a review, so that all forms say the same in the same ones. */

/** What a reader looks for, most severe first: the rules of `--fail-on`, and what matches none; an auth method may be in several. */
export const GROUPS = ['conflict', 'drift', 'destroy', 'change', 'unchecked', 'in-sync'] as const;
export type Group = (typeof GROUPS)[number];

export interface Words {
  readonly label: string;
  /** One character of width one. It never stands without the label. */
  readonly symbol: string;
  readonly group: Group;
}

/** Most severe first. */
export const VERDICTS: Readonly<Record<Verdict, Words & { readonly meaning: string }>> = {
  conflict: {
    label: 'conflict',
    symbol: '!',
    group: 'conflict',
    meaning: 'Changed in the code and in Datadog, to different values. A deploy sends what the code says.',
  },
  'drifted-put-back': {
    label: 'drifted, will be put back',
    symbol: '↺',
    group: 'drift',
    meaning: 'Changed in Datadog, not in the code. A deploy puts back what the code says.',
  },
  'drifted-not-sent': {
    label: 'drifted, nothing is sent',
    symbol: '≠',
    group: 'drift',
    meaning:
      'Changed in Datadog, and a deploy leaves it so. Whether the code agrees or leaves it to others cannot be told.',
  },
  drifted: {
    label: 'drifted',
    symbol: '≠',
    group: 'drift',
    meaning: 'Changed in Datadog. This plan does not compare it with the code.',
  },
  'drifted-agreed': {
    label: 'drifted, code already agrees',
    symbol: '≈',
    group: 'drift',
    meaning: 'Changed in Datadog to what the code says by now. Nothing is sent for it.',
  },
  'drifted-kept': {
    label: 'drifted, kept on purpose',
    symbol: '≈',
    group: 'drift',
    meaning: 'Changed in Datadog, and left to others by ignoreChanges. Nothing is sent for it.',
  },
  changed: {
    label: 'changed in code',
    symbol: '~',
    group: 'change',
    meaning: 'Changed in the code alone. A deploy sends it.',
  },
  'secret-sent': {
    label: 'secret is sent',
    symbol: '→',
    group: 'change',
    meaning: 'Datadog shows no client secret, so it cannot be compared. A deploy sends it.',
  },
  unknown: {
    label: 'known after apply',
    symbol: '?',
    group: 'unchecked',
    meaning: 'What the code wants is only known after an apply, so it cannot be compared before.',
  },
  'not-compared': {
    label: 'not compared',
    symbol: '?',
    group: 'unchecked',
    meaning: 'There is no value of the code to compare with, and nothing drifted.',
  },
  'secret-not-compared': {
    label: 'secret cannot be compared',
    symbol: '?',
    group: 'unchecked',
    meaning:
      'Datadog shows no client secret, so whether it holds the one that was sent last cannot be read. It is not sent.',
  },
  'not-drifted': {
    label: 'not drifted',
    symbol: '=',
    group: 'in-sync',
    meaning: 'As it was deployed last. This plan does not compare it with the code.',
  },
  'in-sync': {
    label: 'in sync',
    symbol: '=',
    group: 'in-sync',
    meaning: 'Last deployed, live and wanted are the same.',
  },
};

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

export const COLUMNS = {
  deployed: 'Last deployed',
  live: 'Live in Datadog',
  wanted: 'Wanted by the code',
} as const;
export type Column = keyof typeof COLUMNS;
export const COLUMN_KEYS = Object.keys(COLUMNS) as readonly Column[];

/** Within a sentence. */
export function columnName(column: Column): string {
  return COLUMNS[column].replace(/^./, (first) => first.toLowerCase());
}

export const WAYS_OUT: Readonly<Record<WayOut['choice'], string>> = {
  'keep-mine': "Keep the code's value",
  'keep-theirs': "Keep Datadog's value",
  'stop-owning': 'Leave it to others',
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
  return shown.kind === 'value' ? quotedWhole(shown.value) : placeholder(shown, column);
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
