import type { ReceivedRequest } from '../../lib/emulator';
import { LIST_PATH } from '../../lib/wire/routes';
import type { Entry, Outcome, Run } from './run';

/** What a run did, as test/fixtures/faults.json has it. */
export type Columns = Readonly<Record<'calls' | 'messages' | 'afterwards' | 'next deploy', string>>;

export function columnsOf({ deploy, next }: Run): Columns {
  return {
    calls: calls(deploy.requests) || 'none arrives',
    messages: messages(deploy),
    afterwards: afterwards(deploy),
    'next deploy': nextDeploy(next),
  };
}

function calls(requests: readonly ReceivedRequest[]): string {
  return requests
    .map(({ method, path, status }) => `${method}${path === LIST_PATH ? ' list' : ''} ${status || '✗'}`)
    .join(', ');
}

/** The first line of each message, in order: resources are handled at the same time. */
function messages({ text }: Outcome): string {
  const lines = text.match(/^(Error|Warning): .*$/gm) ?? [];
  const withoutIds = lines.map((line) => line.replace(/\(?[0-9a-f-]{36}\)?/g, 'ID'));
  return [...new Set(withoutIds)].sort().join('; ') || 'none';
}

function afterwards({ state, datadog }: Outcome): string {
  const [inState, there] = [listed(state), listed(datadog)];
  return inState === there ? `state and Datadog: ${there}` : `state: ${inState}; Datadog: ${there}`;
}

function listed(entries: readonly Entry[]): string {
  const names = entries.map(({ values: { name, scope } }) => `${name} (${scope})`);
  return names.sort().join(', ') || 'none';
}

function nextDeploy(next: Outcome): string {
  const writes = calls(next.requests.filter(({ method }) => method !== 'GET')) || 'changes nothing';
  return next.succeeded ? writes : `${writes}, then: ${messages(next)}`;
}
