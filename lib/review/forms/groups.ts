import type { Group } from '../../drift/words';

/** The levels of GitHub's annotations. */
export const LEVELS = ['error', 'warning', 'notice'] as const;

/** How the forms show a group: the head of the page's tile, the annotation's level, the terminal's style. */
export const GROUP_FORMS = {
  blocked: { tile: 'Stop the deploy', level: 'error', style: ['bold', 'red'] },
  conflict: { tile: 'Conflict', level: 'error', style: ['bold', 'magenta'] },
  drift: { tile: 'Drifted', level: 'warning', style: ['yellow'] },
  destroy: { tile: 'To delete', level: 'warning', style: ['red'] },
  change: { tile: 'To deploy', level: 'notice', style: ['cyan'] },
  settled: { tile: 'Settled drift', level: 'notice', style: ['blue'] },
  unchecked: { tile: 'Not compared', level: 'warning', style: ['yellow'] },
  'in-sync': { tile: 'In sync', level: 'none', style: ['green'] },
} as const satisfies Readonly<Record<Group, object>>;
