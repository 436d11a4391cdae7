/** The words for verdicts and values. The warnings in a plan and the review share them. */

/** What a reader looks for, most severe first. An auth method may be in several. */
export const GROUPS = ['conflict', 'drift', 'destroy', 'change', 'unchecked', 'in-sync'] as const;
export type Group = (typeof GROUPS)[number];

export interface Words {
  readonly label: string;
  /** One character, one column wide. It never stands without the label. */
  readonly symbol: string;
  readonly group: Group;
}

const verdict = (label: string, symbol: string, group: Group, meaning: string) => ({
  label,
  symbol,
  group,
  meaning,
});

/** What became of an attribute, from its three values. Most severe first. */
export const VERDICTS = {
  conflict: verdict(
    'conflict',
    '!',
    'conflict',
    "Changed in the code and in Datadog, to different values. A deploy sends the code's value.",
  ),
  'drifted-put-back': verdict(
    'drifted, will be put back',
    '↺',
    'drift',
    "Changed in Datadog, not in the code. A deploy puts the code's value back.",
  ),
  'drifted-not-sent': verdict(
    'drifted, nothing is sent',
    '≠',
    'drift',
    'Changed in Datadog. A deploy does not send it. ' +
      'The plan does not show whether the code agrees or ignores the attribute.',
  ),
  drifted: verdict('drifted', '≠', 'drift', "Changed in Datadog. The code's value is not known here."),
  'drifted-agreed': verdict(
    'drifted, code already agrees',
    '≈',
    'drift',
    'Changed in Datadog, and the code has the same value now. A deploy does not send it.',
  ),
  'drifted-kept': verdict(
    'drifted, kept on purpose',
    '≈',
    'drift',
    'Changed in Datadog. The code ignores the attribute (ignoreChanges). A deploy does not send it.',
  ),
  changed: verdict('changed in code', '~', 'change', 'Changed in the code only. A deploy sends it.'),
  'secret-sent': verdict(
    'secret is sent',
    '→',
    'change',
    'Datadog shows no client secret, so it cannot be compared. A deploy sends it.',
  ),
  unknown: verdict(
    'known after apply',
    '?',
    'unchecked',
    "The code's value is known only after apply, so it cannot be compared now.",
  ),
  'not-compared': verdict(
    'not compared',
    '?',
    'unchecked',
    'There is no value to compare with. No drift was found.',
  ),
  'secret-not-compared': verdict(
    'secret cannot be compared',
    '?',
    'unchecked',
    'Datadog shows no client secret, so it cannot be compared. A deploy does not send it.',
  ),
  'not-drifted': verdict(
    'not drifted',
    '=',
    'in-sync',
    "Unchanged in Datadog since the last deploy. The code's value is not known here.",
  ),
  'in-sync': verdict('in sync', '=', 'in-sync', 'The three values are the same.'),
} as const satisfies Readonly<Record<string, Words & { readonly meaning: string }>>;
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
