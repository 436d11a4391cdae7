/** The words for verdicts and values. The warnings in a plan and the review share them. */

/** What a reader looks for, most severe first. */
export const GROUPS = [
  'blocked',
  'conflict',
  'destroy',
  'drift',
  'change',
  'settled',
  'unchecked',
  'in-sync',
] as const;
export type Group = (typeof GROUPS)[number];

export interface Words {
  readonly label: string;
  /** One character, one column wide. It never stands without the label. */
  readonly symbol: string;
  readonly group: Group;
}

const verdict = (label: string, symbol: string, group: Group) => ({ label, symbol, group });

/** What became of an attribute, from its three values. Most severe first. */
export const VERDICTS = {
  conflict: verdict('conflict', '!', 'conflict'),
  'drifted-put-back': verdict('drifted, will be put back', '↺', 'drift'),
  'drifted-not-sent': verdict('drifted, nothing is sent', '≠', 'drift'),
  drifted: verdict('drifted', '≠', 'drift'),
  deleted: verdict('deleted with the auth method', '-', 'destroy'),
  new: verdict('new', '+', 'change'),
  changed: verdict('changed in code', '~', 'change'),
  'secret-sent': verdict('secret is sent', '→', 'change'),
  'drifted-agreed': verdict('drifted, code already agrees', '≈', 'settled'),
  'drifted-kept': verdict('drifted, kept on purpose', '≈', 'settled'),
  unknown: verdict('known after apply', '?', 'unchecked'),
  'not-compared': verdict('not compared', '?', 'unchecked'),
  'secret-not-compared': verdict('secret cannot be compared', '?', 'unchecked'),
  'not-drifted': verdict('not drifted', '=', 'in-sync'),
  'in-sync': verdict('in sync', '=', 'in-sync'),
} as const satisfies Readonly<Record<string, Words>>;
export type Verdict = keyof typeof VERDICTS;

/** The three values of an attribute, as the heads of their columns. */
export const COLUMNS = {
  deployed: 'Last deployed',
  live: 'Live in Datadog',
  wanted: 'Wanted by the code',
} as const;
export type Column = keyof typeof COLUMNS;
export const COLUMN_KEYS = Object.keys(COLUMNS) as readonly Column[];

/** What a person can do about drift. */
export const WAYS_OUT = {
  'keep-mine': "Keep the code's value",
  'keep-theirs': "Keep Datadog's value",
  'stop-owning': 'Leave it to others',
} as const;
export type Choice = keyof typeof WAYS_OUT;
