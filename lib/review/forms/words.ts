import { sentences, text } from '../../text/parts';
import type { Group, Words } from '../../drift/words';
import type { Action } from '..';

/** The words for what becomes of an auth method as a whole. */

export const ACTIONS: Readonly<Record<Exclude<Action, 'none' | 'update'>, Words>> = {
  create: { label: 'will be created', symbol: '+', group: 'change' },
  'create-again': { label: 'deleted in Datadog, will be created again', symbol: '↺', group: 'drift' },
  delete: { label: 'will be deleted', symbol: '-', group: 'destroy' },
  replace: { label: 'will be deleted and created', symbol: '±', group: 'destroy' },
  forget: { label: 'will be dropped from the state, Datadog keeps it', symbol: '-', group: 'change' },
  gone: { label: 'deleted in Datadog', symbol: '≠', group: 'drift' },
};

/** Where no attribute changes, and a deploy does something nevertheless. */
export const RECORDED = {
  import: { label: 'will be imported', symbol: '+', group: 'change' },
  move: { label: 'moved in code', symbol: '~', group: 'change' },
  update: { label: 'changed in the state only', symbol: '~', group: 'change' },
} as const satisfies Readonly<Record<string, Words>>;

/** The heads of the page's tiles. */
export const TILES: Readonly<Record<Exclude<Group, 'in-sync'>, string>> = {
  conflict: 'Conflict',
  drift: 'Drifted',
  destroy: 'To delete',
  change: 'In this deploy',
  unchecked: 'Not compared',
};

/** What a deploy does with an auth method, as the end of a count: `1 to create`. */
export const DEPLOYS = ['create', 'update', 'replace', 'delete', 'import', 'move', 'forget'] as const;

export const UNSETTLED = sentences(
  text`Not final: attributes that turn out equal are omitted.`,
  text`An empty PATCH is not sent.`,
);
