import { PROGRAM } from '../client/user-agent';
import type { AuditedChange } from '../wire/audit-events';

/** The most changes of an auth method that are shown. */
const MOST = 5;

/**
 * Datadog may write two events for one change: of the request, and of what it changed. How far apart they are
 * at most, in milliseconds.
 */
const SAME_CHANGE_MS = 2_000;

/** What the audit trail shows of an auth method. */
export interface AuditedMethod {
  /** Newest first, those of our deploys omitted. */
  readonly changes: readonly AuditedChange[];
  /** Whether there are more changes than are listed. */
  readonly hasMore: boolean;
  /** When a deploy last changed it; every change is newer. Absent where the audit trail does not show it. */
  readonly lastDeploy?: string;
}

/** The changes of one auth method since its last deploy. */
export function sinceLastDeploy(found: readonly AuditedChange[]): AuditedMethod {
  const newestFirst = [...found].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  const merged = newestFirst.reduce<AuditedChange[]>((changes, change) => {
    const last = changes.at(-1);
    if (last === undefined || !isSame(last, change)) return [...changes, change];
    return [...changes.slice(0, -1), { ...change, ...last }];
  }, []);
  const deploy = merged.findIndex(isOurs);
  const others = deploy === -1 ? merged : merged.slice(0, deploy);
  const lastDeploy = merged[deploy]?.at;
  return {
    changes: others.slice(0, MOST),
    hasMore: others.length > MOST,
    ...(lastDeploy === undefined ? {} : { lastDeploy }),
  };
}

/** Whether nothing older needs to be known. */
export function isEnough(found: readonly AuditedChange[]): boolean {
  const { hasMore, lastDeploy } = sinceLastDeploy(found);
  return hasMore || lastDeploy !== undefined;
}

function isOurs({ program }: AuditedChange): boolean {
  return program === PROGRAM;
}

function isSame(a: AuditedChange, b: AuditedChange): boolean {
  const isNear = Math.abs(Date.parse(a.at) - Date.parse(b.at)) <= SAME_CHANGE_MS;
  return isNear && a.kind === b.kind && a.by === b.by && agrees(a.via, b.via) && agrees(a.program, b.program);
}

/** One of two events may lack what the other has. */
function agrees(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
