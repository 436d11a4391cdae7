import type { Connection } from '../client/connection';
import { datadogHttp } from '../client/datadog-client';
import { adviceFor } from '../client/advice';
import { DatadogError, type FailedCall } from '../client/errors';
import { networkError } from '../client/http-error';
import { awsCredentials } from '../client/login/delegated-login';
import { userAgentOf } from '../client/user-agent';
import { parseJson } from '../text/json';
import type { Secrets } from '../text/secrets';
import { readErrors } from '../wire/errors';
import { isProblem } from '../wire/read';
import { LIST_PATH } from '../wire/routes';
import { readPermissions, USER_PATH } from '../wire/user';
import { notChecked, ok, wrong, type Finding } from './finding';

/** How much a clock may differ from Datadog's, in seconds. */
const LARGEST_DIFFERENCE = 60;

const MANAGE = 'manage_integrations';
const GRANT =
  'In Datadog, grant it to a role of the user (Organization Settings > Roles), ' +
  "and add it to the application key's scopes if it has any.";

interface Answer {
  readonly status: number;
  readonly text: string;
  /** Datadog's error texts, without secrets. */
  readonly errors: readonly string[];
  /** How far this machine's clock is ahead of Datadog's, in seconds; NaN if the answer has no date. */
  readonly ahead: number;
}
/** An answer, or why none came. */
type Reply = Answer | DatadogError;

/**
 * Asks Datadog with two reads, side by side: for the list of auth methods, and for the keys' own user.
 *
 * @param secrets what no finding may show; gets those that only the login brings
 */
export async function checkCalls(
  connection: Connection,
  version: string,
  secrets: Secrets,
): Promise<Finding[]> {
  const http = datadogHttp(connection, {
    userAgent: userAgentOf(version),
    conceal: (secret) => secrets.add(secret),
  });
  const get = async (path: string): Promise<Reply> => {
    try {
      const { signal } = new AbortController();
      const { status, headers, text } = await http.call({ method: 'GET', path, signal });
      const ahead = Math.round((Date.now() - Date.parse(String(headers.date))) / 1000);
      const errors = readErrors(parseJson(text)).map((error) => secrets.withhold(error));
      return { status, text, errors, ahead };
    } catch (error) {
      return new DatadogError(callTo(path, connection), networkError(error).fault);
    }
  };
  const aws = await awsFindings(connection, secrets);
  if (aws.some(({ status }) => status === 'wrong')) return [...aws, ...withoutCalls()];
  const [list, user] = await Promise.all([get(LIST_PATH), get(USER_PATH)]);
  return [...aws, readFinding(list, user, connection), manageFinding(user), clockFinding([list, user])];
}

/** Where AWS's chain finds the credentials that log in. */
async function awsFindings({ login, timeoutMs }: Connection, secrets: Secrets): Promise<Finding[]> {
  if (login.kind !== 'aws') return [];
  const redact = (text: string) => secrets.withhold(text);
  try {
    const { $source = {} } = await awsCredentials(login.target, timeoutMs, redact);
    const names = Object.keys($source).map((name) => name.replace(/^CREDENTIALS_/, '').replaceAll('_', ' '));
    return [ok('keys', `AWS's chain found credentials (${names.join(', ').toLowerCase()})`)];
  } catch (error) {
    const { fault } = networkError(error);
    return [wrong('keys', `${fault.problem}`, fault.kind === 'no-login' ? fault.next : '')];
  }
}

/** What is not checked without a connection. */
export function withoutCalls(): Finding[] {
  return (['read', 'manage', 'clock'] as const).map((check) =>
    notChecked(check, 'Datadog was not asked: see Keys and Address.'),
  );
}

function callTo(path: string, connection: Connection): FailedCall {
  return { operation: 'list', request: `GET ${path}`, address: connection.address };
}

function readFinding(list: Reply, user: Reply, connection: Connection): Finding {
  if (list instanceof DatadogError) return failed(list);
  const { status, errors } = list;
  if (status === 200) return ok('read', 'integrations_read');
  if ((status === 401 || status === 403) && !isAccepted(user))
    return wrong(
      'read',
      `Datadog answers ${status}: it does not accept these keys. ${connection.address}`,
      'Check that both keys exist, belong to the same organisation, ' +
        'and that the address is that of its site.',
    );
  if (status === 403)
    return wrong('read', 'Datadog accepts the keys, but they lack the permission integrations_read.', GRANT);
  return failed(new DatadogError(callTo(LIST_PATH, connection), { kind: 'status', status, errors }));
}

function failed(error: DatadogError): Finding {
  return wrong('read', error.message, adviceFor(error));
}

/**
 * Whether the answer shows that Datadog accepts the keys. An application key with scopes may not ask for its
 * user, and Datadog says so.
 */
function isAccepted(user: Reply): boolean {
  if (user instanceof DatadogError) return false;
  return user.status === 200 || (user.status === 403 && /scope/i.test(user.text));
}

/** Datadog shows none to keys that it does not accept, or whose scopes do not include their user. */
function manageFinding(user: Reply): Finding {
  const isAnswer = 'status' in user && user.status === 200;
  const permissions = isAnswer ? readPermissions(parseJson(user.text)) : undefined;
  if (permissions === undefined || isProblem(permissions))
    return notChecked(
      'manage',
      'Datadog does not show the permissions of the keys.',
      `Check in Datadog that the application key may use ${MANAGE}.`,
    );
  return permissions.value.has(MANAGE)
    ? ok('manage', MANAGE)
    : wrong('manage', `The user of the keys lacks the permission ${MANAGE}.`, GRANT);
}

function clockFinding(replies: readonly Reply[]): Finding {
  const [ahead] = replies.flatMap((reply) => ('ahead' in reply && !isNaN(reply.ahead) ? reply.ahead : []));
  if (ahead === undefined) return notChecked('clock', 'No answer has a date.');
  if (Math.abs(ahead) <= LARGEST_DIFFERENCE) return ok('clock', "within a minute of Datadog's");
  return wrong(
    'clock',
    `This machine's clock is ${Math.abs(ahead)} seconds ${ahead > 0 ? 'ahead of' : 'behind'} Datadog's. ` +
      'Certificates and access tokens are then valid at the wrong time.',
    'Synchronize the clock with a time server.',
  );
}
