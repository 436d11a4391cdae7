import { meaningOf, type DatadogError, type Explanation } from '../client/errors';
import { code, sentences, text, type Text } from '../text/parts';
import { AUDIT_PERMISSION } from '../wire/audit-events';

/** Why a review does not show who changed an auth method. */

const KEYS = text`${code('DD_AUDIT_API_KEY')} and ${code('DD_AUDIT_APP_KEY')}`;
const UNKNOWN = text`Who changed it is not known`;

/** What the environment lacks for a call. */
export function notConfigured({ summary }: Explanation): Text {
  return text`${UNKNOWN}: ${code(summary)}. Set ${KEYS}, or the variables of a deploy.`;
}

/**
 * @param isAnswered whether a part of the audit trail was searched
 * @param seconds how long the search may take
 */
export function searchFailed(error: DatadogError, isAnswered: boolean, seconds: number): Text {
  const { fault } = error;
  const meaning = meaningOf(error);
  const what = isAnswered ? text`Changes may be missing` : UNKNOWN;
  if (meaning === 'no-permission')
    return sentences(
      text`${what}: Datadog answered 403 to the search of its audit trail.`,
      text`Give the application key the permission ${code(AUDIT_PERMISSION)}, or set ${KEYS}.`,
    );
  if (meaning === 'bad-credentials')
    return sentences(
      text`${what}: Datadog answered 401 to the search of its audit trail.`,
      text`Check the keys, or set ${KEYS}.`,
    );
  if (fault.kind === 'status')
    return text`${what}: Datadog answered ${code(String(fault.status))} to the search of its audit trail.`;
  if (meaning === 'interrupted') return outOfTime(seconds);
  if (meaning !== 'unreadable')
    return text`${what}: the search of the audit trail got no answer (${code(fault.problem)}).`;
  return sentences(
    text`${what}: Datadog answered the search of its audit trail in a form that this version does not know.`,
    text`Look for a newer version.`,
  );
}

export function outOfTime(seconds: number): Text {
  return text`The search of the audit trail ended after ${seconds} seconds, so changes may be missing.`;
}

export function tooManyEvents(events: number): Text {
  return text`The search of the audit trail ended after ${events} events, so changes may be missing.`;
}

export const PARTIAL = text`Datadog searched a part of its audit trail only, so changes may be missing.`;

export function unknownEvents(count: number): Text {
  const events = count === 1 ? EVENT : EVENTS;
  return text`The audit trail has ${count} ${events} of an unknown form, not shown here.`;
}
const EVENT = text`event`;
const EVENTS = text`events`;

export const EMPTY = sentences(
  text`${UNKNOWN}: Datadog's audit trail is empty.`,
  text`Turn it on in Datadog (${code('Organization Settings > Audit Trail')}).`,
);
