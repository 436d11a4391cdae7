import { readAuditPage } from '../../lib/wire/audit-events';
import { isProblem } from '../../lib/wire/read';

/** What `review --who` reads of the answer to a search. Times and people may differ, so they are omitted. */
export function auditedChanges(body: unknown, id: string | undefined) {
  const read = readAuditPage(body, id === undefined ? [] : [id.toLowerCase()]);
  if (isProblem(read)) return { problem: read.problem, changes: [] };
  const { changes, isComplete } = read.value;
  const seen = changes.map(
    ({ kind, via = 'unknown', program = 'unknown' }) => `${kind} by ${via}, ${program}`,
  );
  return { changes: [...new Set(seen)].sort(), isComplete };
}
