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

export const MEANINGS: Readonly<Record<Verdict, string>> = {
  conflict: "Changed in the code and in Datadog, to different values. A deploy sends the code's value.",
  'drifted-put-back': "Changed in Datadog, not in the code. A deploy puts the code's value back.",
  'drifted-not-sent':
    'Changed in Datadog. A deploy does not send it. ' +
    'The plan does not show whether the code agrees or ignores the attribute.',
  drifted: 'Changed in Datadog. The plan does not have a value of the code.',
  deleted: 'A deploy deletes the auth method, and this value with it.',
  new: 'A deploy creates the auth method with this value.',
  changed: 'Changed in the code only. A deploy sends it.',
  'secret-sent': 'Datadog shows no client secret, so it cannot be compared. A deploy sends it.',
  'drifted-agreed': 'Changed in Datadog, and the code has the same value now. A deploy does not send it.',
  'drifted-kept':
    'Changed in Datadog. The code ignores the attribute (ignoreChanges). A deploy does not send it.',
  unknown: "The code's value is known only after apply, so it cannot be compared now.",
  'not-compared': 'There is no value to compare with. No drift was found.',
  'secret-not-compared':
    'Datadog shows no client secret, so it cannot be compared. A deploy does not send it.',
  'not-drifted': "Unchanged in Datadog since the last deploy. The code's value is not known here.",
  'in-sync': 'The three values are the same.',
};

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
