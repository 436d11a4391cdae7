import type { ReceivedRequest } from '../../../lib/emulator';
import { LIST_PATH } from '../../../lib/wire/routes';
import type { Run } from './cell';
import { OPERATIONS, ROWS, type Cell, type Operation } from './faults';
import type { Held, Outcome } from './judge';

const TITLES: Readonly<Record<Operation, string>> = {
  create: 'Create: the POST of `terraform apply`',
  read: 'Read: the GET of `terraform plan` with one auth method',
  list: 'Read of many: the list of `terraform plan` with two auth methods',
  update: 'Update: the PATCH of `terraform apply`, after the GET that looks for a stale plan',
  delete: 'Delete: the DELETE of `terraform apply`',
};

const HEAD =
  '| fault | calls | what the person sees | afterwards | the next deploy |\n| --- | --- | --- | --- | --- |';

/** The matrix as Markdown: a table for each operation. */
export function matrix(runs: (cell: Cell) => Run): string {
  return OPERATIONS.map((operation) => {
    const lines = ROWS.map((row) => {
      const exception = row.except?.[operation];
      const columns =
        exception === undefined ? columnsOf(runs({ row, operation })) : [`– (${exception})`, '–', '–', '–'];
      return lineOf([row.fault, ...columns]);
    });
    return `${sectionHead(operation)}${lines.join('\n')}\n`;
  }).join('\n');
}

/**
 * The columns of a cell's line in a document with the matrix, after the fault; undefined without such a line.
 */
export function documentedColumns(document: string, { row, operation }: Cell): string[] | undefined {
  const [, after = ''] = document.split(sectionHead(operation));
  const line = after
    .split('\n\n')[0]
    ?.split('\n')
    .find((candidate) => candidate.startsWith(`| ${row.fault} |`));
  return line?.slice(2, -2).split(' | ').slice(1);
}

function sectionHead(operation: Operation): string {
  return `### ${TITLES[operation]}\n\n${HEAD}\n`;
}

function lineOf(columns: readonly string[]): string {
  return `| ${columns.join(' | ')} |`;
}

export function columnsOf({ deploy, next }: Run): string[] {
  return [calls(deploy.requests), seen(deploy), holds(deploy), nextDeploy(next)];
}

function calls(requests: readonly ReceivedRequest[]): string {
  const words = requests.map(({ method, path, status }) => {
    const target = path === LIST_PATH ? ' list' : '';
    return `${method}${target} ${status === 0 ? '✗' : status}`;
  });
  const counted = words.reduce<[string, number][]>((groups, word) => {
    const last = groups.at(-1);
    if (last?.[0] === word) last[1] += 1;
    else groups.push([word, 1]);
    return groups;
  }, []);
  return (
    counted.map(([word, times]) => (times > 1 ? `${times} × ${word}` : word)).join(', ') || 'none arrives'
  );
}

/** The first line of each message, in order: resources are handled at the same time. */
function seen({ text }: Outcome): string {
  const lines = text.match(/^(Error|Warning): .*$/gm) ?? [];
  return (
    [...new Set(lines.map((line) => line.replace(/\(?[0-9a-f-]{36}\)?/g, 'ID')))].sort().join('; ') ||
    'nothing'
  );
}

function holds({ state, datadog }: Outcome): string {
  const [inState, there] = [named(state), named(datadog)];
  return inState === there ? `state and Datadog: ${there}` : `state: ${inState}; Datadog: ${there}`;
}

function named(held: Held): string {
  // The id is not told, but two of one name would be seen.
  const names = Object.entries(held).map(
    ([name, rest]) => `${name} (${rest.split(' ').slice(0, -1).join(' ')})`,
  );
  return names.join(', ') || 'none';
}

function nextDeploy(next: Outcome): string {
  const writes = next.requests.filter(({ method }) => method !== 'GET');
  const done = writes.length === 0 ? 'changes nothing' : calls(writes);
  return next.succeeded ? done : `${done}, then: ${seen(next)}`;
}
