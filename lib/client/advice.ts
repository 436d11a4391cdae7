import type { DatadogError, Explanation, Meaning } from './errors';
import { meaningOf } from './errors';
import type { Operation } from './retry-policy';

/** What only the caller knows to say. */
export interface CallerAdvice {
  /** What to do after a write, when it is unknown whether it took effect. */
  readonly effect?: Readonly<Record<Write, string>>;
  readonly rateLimited?: string;
  readonly absent?: string;
  readonly timedOut?: string;
}

type Write = Exclude<Operation, 'read' | 'list'>;

const PERMISSION: Record<Operation, string> = {
  create: 'manage_integrations',
  update: 'manage_integrations',
  delete: 'manage_integrations',
  read: 'integrations_read',
  list: 'integrations_read',
};

const PAST: Record<Write, string> = { create: 'created', update: 'changed', delete: 'deleted' };

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
export function adviceFor(error: DatadogError, caller: CallerAdvice = {}): string {
  return [effectOf(error, caller), ...ADVICE[meaningOf(error)](error, caller)].filter(Boolean).join(' ');
}

function effectOf(
  { call: { operation }, unanswered, fault }: DatadogError,
  { effect }: CallerAdvice,
): string {
  if (unanswered && operation !== 'read' && operation !== 'list') {
    const unknown = `It is unknown whether Datadog ${PAST[operation]} the auth method.`;
    return effect === undefined ? unknown : `${unknown} ${effect[operation]}`;
  }
  if (fault.kind === 'unsent') return 'Nothing reached Datadog.';
  return fault.kind === 'interrupted' ? 'Nothing was changed.' : '';
}

type Sentences = (error: DatadogError, caller: CallerAdvice) => readonly (string | undefined)[];

const CHECK_NETWORK: Sentences = ({ call: { address } }) => [
  address,
  'Check the address, the network and the proxy (HTTPS_PROXY, NO_PROXY), and run it again.',
];

/** The sentences for each meaning, for every caller. */
const ADVICE: Record<Meaning, Sentences> = {
  'bad-credentials': ({ call: { address } }) => [
    'Datadog does not accept these credentials.',
    address,
    'Check that DD_API_KEY and DD_APP_KEY (or DD_BEARER_TOKEN) are right and belong to this site.',
  ],
  'no-permission': ({ call: { address, operation } }) => [
    'Either the keys are not valid for this site,',
    `or the application key lacks the permission ${PERMISSION[operation]}.`,
    address,
    'Check the site, then grant the permission under Organization Settings > Roles,',
    "or add it to the application key's scopes.",
  ],
  absent: ({ call: { address } }, { absent }) => [
    'The auth method does not exist (any more).',
    address,
    absent,
  ],
  'wrong-address': ({ call: { address } }) => [
    'There is no such API at this address.',
    address,
    'Check the address, and its path if it has one.',
  ],
  'name-in-use': () => [
    'An auth method of this name already exists, and names must be unique. Choose another name.',
  ],
  'rate-limited': (_, { rateLimited }) => [
    'The rate limit was still exhausted after the last retry.',
    rateLimited ?? 'Wait a minute and run it again.',
  ],
  outage: () => ['Datadog, or a proxy in between, is in trouble. Run it again later.'],
  redirected: ({ call: { address } }) => [
    'Redirects are not followed, because they would send the keys to another host.',
    address,
    'Check the address.',
  ],
  refused: () => ['Correct what Datadog names, and run it again.'],
  foreign: ({ call: { address } }) => [
    "The answer does not look like Datadog's.",
    address,
    'Check the address, and the proxy in between.',
  ],
  unreadable: ({ call: { address } }) => [
    'The answer was not used.',
    address,
    'Check the address, and the proxy in between.',
    'If they are right, Datadog changed its API: look for a newer version of this package.',
  ],
  'no-tls': ({ call: { address } }) => [
    address,
    'Begin the address with http:// if this is the right server.',
  ],
  unreachable: CHECK_NETWORK,
  'no-answer': CHECK_NETWORK,
  'timed-out': (error, caller) => [...CHECK_NETWORK(error, caller), caller.timedOut],
  interrupted: () => [],
};
