import { code, NOTHING, present, sentences, text, value, words, type Text } from '../text/parts';
import type { AuditedChange, AuditedMethod, AuditTrail } from '../wire/audit-events';
import type { Address } from './configuration';
import { groupedBy } from './grouped';
import type { MethodFinding } from './review';
import type { ReviewedStack } from './review-plan';

/** An auth method, and where Datadog has it, or had it. */
interface Placed {
  readonly id: string;
  /** Undefined where the plan does not show it. */
  readonly datadog: Address | undefined;
}

/** The auth methods that somebody changed or deleted in Datadog. */
export function driftedIn({ stack, addresses }: ReviewedStack): Placed[] {
  return stack.methods.flatMap(({ id, matches }, index) =>
    id !== undefined && matches.includes('drift')
      ? (addresses[index] ?? []).map((datadog) => ({ id, datadog }))
      : [],
  );
}

/** The ids to search for, by where Datadog has them. */
export function idsOf(methods: readonly Placed[]): (Address & { readonly ids: readonly string[] })[] {
  const groups = groupedBy(methods, ({ datadog }) => datadog && JSON.stringify(datadog));
  return [...groups.values()].map((all) => ({ ...all[0]?.datadog, ids: all.map(({ id }) => id) }));
}

/** Why not all of them are searched for. */
export function hiddenIn(methods: readonly Placed[]): Text[] {
  return methods.every(({ datadog }) => datadog) ? [] : [HIDDEN];
}

const HIDDEN = text`The search of the audit trail is incomplete:
  the plan does not show the address of a provider.`;

/** How many changes of an auth method are shown. */
const MOST = 5;

/** Adds who changed an auth method to each that drifted and that the audit trail was searched for. */
export function withAuditTrail(reviewed: ReviewedStack, trails: readonly AuditTrail[]): ReviewedStack {
  const methods = reviewed.stack.methods.map((finding) => {
    const all = trails.flatMap((trail) => trail.methods.get(finding.id?.toLowerCase() ?? '') ?? []);
    const audited = all.find(({ changes }) => changes.length > 0) ?? all[0];
    return audited && finding.matches.includes('drift') ? withChanges(finding, audited) : finding;
  });
  return { ...reviewed, stack: { ...reviewed.stack, methods } };
}

function withChanges(finding: MethodFinding, audited: AuditedMethod): MethodFinding {
  const changes = audited.changes.slice(0, MOST);
  const texts = present(
    ...changes.map(changed),
    changes.length === 0 && NO_CHANGE,
    audited.changes.length > MOST && text`There are more changes before.`,
  );
  const notes = texts.map((one) => ({ kind: 'audit-trail', text: one, blocks: false }));
  return { ...finding, notes: [...finding.notes, ...notes], auditTrail: { ...audited, changes } };
}

const NO_CHANGE = text`The audit trail shows no change of it since the last deploy.
  It may be off, and has the events of 7 days by default.`;
const KINDS = { created: text`Created`, changed: text`Changed`, deleted: text`Deleted` } as const;

/** `Changed in Datadog on 24 Nov 2026 at 17:02 UTC by "jane@example.com" (web).` */
export function changed(change: AuditedChange): Text {
  const { kind, at, by } = change;
  const how = howOf(change);
  const done = text`${KINDS[kind]} in Datadog on ${moment(at)}`;
  if (by !== undefined) return text`${done} by ${value(by)}${how}.`;
  return sentences(text`${done}${how}.`, text`The audit trail does not name the user.`);
}

function howOf({ via, program }: AuditedChange): Text {
  if (via === 'web') return text` (web)`;
  if (via === 'support') return text` (Datadog's support)`;
  if (via === undefined) return NOTHING;
  return program === undefined ? text` (API)` : text` (API, ${code(program)})`;
}

/** `24 Nov 2026 at 17:02 UTC`. */
function moment(at: string): Text {
  const [, day, month, year, time = ''] = new Date(at).toUTCString().split(' ');
  return text`${words(`${Number(day)} ${month} ${year} at ${time.slice(0, 5)} UTC`)}`;
}
