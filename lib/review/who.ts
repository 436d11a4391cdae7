import {
  code,
  NOTHING,
  path,
  present,
  sentences,
  text,
  value,
  words,
  type Part,
  type Text,
} from '../text/parts';
import type { AuditedChange, AuditedMethod, AuditTrail } from '../wire/audit-events';
import type { Address } from './configuration';
import type { MethodFinding, StackReview } from './review';
import type { Drifted, ReviewedStack } from './review-plan';

/** The ids to search for, by where Datadog has them. */
export function idsOf(
  drifted: readonly Pick<Drifted, 'id' | 'datadog'>[],
): (Address & { readonly ids: readonly string[] })[] {
  const groups = new Map<string, Address & { readonly ids: string[] }>();
  for (const { id, datadog } of drifted) {
    const key = JSON.stringify([datadog.site, datadog.apiUrl]);
    const group = groups.get(key) ?? { ...datadog, ids: [] };
    group.ids.push(id);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** How many changes of an auth method are shown. */
const MOST = 5;

/** Adds who changed an auth method to each that drifted and that the audit trail was searched for. */
export function withAuditTrail(
  { stack, drifted }: ReviewedStack,
  trails: readonly AuditTrail[],
): StackReview {
  const ids = new Map(drifted.map(({ finding, id }) => [finding, id.toLowerCase()]));
  const methods = stack.methods.map((finding) => {
    const id = ids.get(finding) ?? '';
    const audited = trails.find((trail) => trail.methods.has(id))?.methods.get(id);
    return audited ? withChanges(finding, audited) : finding;
  });
  return { ...stack, methods };
}

function withChanges(finding: MethodFinding, { changes, lastDeploy }: AuditedMethod): MethodFinding {
  const newest = changes.slice(0, MOST);
  const texts = present(
    ...newest.map(changed),
    newest.length === 0 && noChange(lastDeploy),
    changes.length > MOST && text`There are more changes before.`,
  );
  const notes = texts.map((one) => ({ kind: 'audit-trail', text: one, blocks: false }));
  const auditTrail = { changes: newest, ...(lastDeploy === undefined ? {} : { lastDeploy }) };
  return { ...finding, notes: [...finding.notes, ...notes], auditTrail };
}

const KINDS = { created: text`Created`, changed: text`Changed`, deleted: text`Deleted` } as const;

/** `Changed in Datadog on 24 Nov 2026 at 17:02 UTC by jane@example.com (web).` */
export function changed(change: AuditedChange): Text {
  const { kind, at, by } = change;
  const how = howOf(change);
  const done = text`${KINDS[kind]} in Datadog on ${moment(at)}`;
  if (by !== undefined) return text`${done} by ${user(by)}${how}.`;
  return sentences(text`${done}${how}.`, text`The audit trail does not name the user.`);
}

/** Only a plain e-mail address stands without quotes: any other name could look like words of ours. */
function user(by: string): Part {
  return /^[\w.+-]{1,64}@[\w-]+(\.[\w-]+)+$/.test(by) ? path(by) : value(by);
}

function howOf({ via, program }: AuditedChange): Text {
  if (via === 'web') return text` (web)`;
  if (via === 'support') return text` (Datadog's support)`;
  if (via === undefined) return NOTHING;
  return program === undefined ? text` (API)` : text` (API, ${code(program)})`;
}

function noChange(lastDeploy: string | undefined): Text {
  return lastDeploy === undefined
    ? sentences(
        text`The audit trail shows no change of it.`,
        text`It may be off, and has the events of 7 days by default.`,
      )
    : text`The audit trail shows no change of it since a deploy on ${moment(lastDeploy)}.`;
}

/** `24 Nov 2026 at 17:02 UTC`. */
function moment(at: string): Text {
  const [, day, month, year, time = ''] = new Date(at).toUTCString().split(' ');
  return text`${words(`${Number(day)} ${month} ${year} at ${time.slice(0, 5)} UTC`)}`;
}
