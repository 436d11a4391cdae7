import type { Group } from '../../drift/words';

/** The levels of GitHub's annotations. */
export const LEVELS = ['error', 'warning', 'notice'] as const;

const group = <Style extends string>(
  tile: string,
  level: (typeof LEVELS)[number] | 'none',
  ...style: Style[]
) => ({
  tile,
  level,
  style,
});

/** How the forms show a group: the head of the page's tile, the annotation's level, the terminal's style. */
export const GROUP_FORMS = {
  blocked: group('Stop the deploy', 'error', 'bold', 'red'),
  conflict: group('Conflict', 'error', 'bold', 'magenta'),
  drift: group('Drifted', 'warning', 'yellow'),
  destroy: group('To delete', 'warning', 'red'),
  change: group('To deploy', 'notice', 'cyan'),
  settled: group('Settled drift', 'notice', 'blue'),
  unchecked: group('Not compared', 'warning', 'yellow'),
  'in-sync': group('In sync', 'none', 'green'),
} as const satisfies Readonly<Record<Group, object>>;
