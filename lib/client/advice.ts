import { meaningOf, type DatadogError, type Explanation, type Meaning } from './errors';
import type { Operation } from './retry-policy';

/** What only the caller knows to say. */
export interface CallerAdvice {
  /** What to do after a write, when it is unknown whether it took effect. */
  readonly effect?: Readonly<Record<Write, string>>;
  /** What to do besides. */
  readonly more?: { readonly [Which in Meaning]?: string };
}

type Write = Exclude<Operation, 'read' | 'list'>;

const PAST: Record<Write, string> = { create: 'created', update: 'changed', delete: 'deleted' };

const CHECK_NETWORK =
  '{address} Check the address, the network and the proxy (HTTPS_PROXY, NO_PROXY), and run it again.';

/** What to do, for every caller. */
const ADVICE: Record<Meaning, string> = {
  'bad-credentials':
    'Datadog does not accept these credentials. {address} ' +
    'Check that DD_API_KEY and DD_APP_KEY (or DD_BEARER_TOKEN) are right and belong to this site.',
  'no-permission':
    'Either the keys are not valid for this site, ' +
    'or the application key lacks the permission {permission}. {address} ' +
    'Check the site, then grant the permission under Organization Settings > Roles, ' +
    "or add it to the application key's scopes.",
  absent: 'The auth method does not exist (any more). {address}',
  'wrong-address':
    'There is no such API at this address. {address} Check the address, and its path if it has one.',
  'name-in-use': 'An auth method of this name already exists, and names must be unique. Choose another name.',
  'rate-limited': 'The rate limit was still exhausted after the last retry. Wait a minute and run it again.',
  outage: 'Datadog, or a proxy in between, is in trouble. Run it again later.',
  redirected:
    'Redirects are not followed, because they would send the keys to another host. ' +
    '{address} Check the address.',
  refused: 'Correct what Datadog names, and run it again.',
  foreign: "The answer does not look like Datadog's. {address} Check the address, and the proxy in between.",
  unreadable:
    'The answer was not used. {address} Check the address, and the proxy in between. ' +
    'If they are right, Datadog changed its API: look for a newer version of this package.',
  'no-answer': CHECK_NETWORK,
  'timed-out': CHECK_NETWORK,
  // The fault has it.
  'no-login': '',
  interrupted: '',
};

/** @param subject what the call was about, such as `auth method "payments"` */
export function explain(error: DatadogError, subject: string, caller?: CallerAdvice): Explanation {
  const { call, fault, message } = error;
  const attribute = fault.kind === 'status' ? fault.attribute : undefined;
  return {
    summary: `Could not ${call.operation} ${subject}`,
    detail: `${message}\n\n${adviceFor(error, caller)}`,
    ...(attribute === undefined ? {} : { attribute }),
  };
}

/** What to do about a failed call. */
export function adviceFor(error: DatadogError, { effect, more }: CallerAdvice = {}): string {
  const { operation, address } = error.call;
  const meaning = meaningOf(error);
  const isRead = operation === 'read' || operation === 'list';
  const isOpen = error.unanswered && !isRead;
  const permission = isRead ? 'integrations_read' : 'manage_integrations';
  const sentences = [
    isOpen && `It is unknown whether Datadog ${PAST[operation]} the auth method.`,
    isOpen && effect?.[operation],
    !isOpen && error.fault.kind === 'unsent' && 'Nothing reached Datadog.',
    !isOpen && meaning === 'interrupted' && 'Nothing was changed.',
    ADVICE[meaning].replace('{address}', () => address).replace('{permission}', permission),
    error.fault.kind === 'no-login' && error.fault.next,
    more?.[meaning],
  ];
  return sentences.filter(Boolean).join(' ');
}
