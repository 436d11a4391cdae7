import { isRecord } from '../text/json';
import { quoted } from '../text/quoted';
import type { AuthMethod } from '../wire/answer';
import { errorBody } from '../wire/errors';
import type { SentAttributes } from '../wire/request';
import { EmulatorError } from './errors';
import type { Answer, Request } from './handle';
import type { Organisation } from './organisation';

/**
 * How `datadog-webhooks emulate edit` and its siblings act as a person in Datadog's web interface. Datadog
 * has no such call.
 */
export const WEB_PATH = '/emulator/web-interface';

export interface WebRequest {
  readonly action: 'add' | 'edit' | 'remove' | 'show';
  /** The id or name of the auth method to edit or remove. */
  readonly authMethod?: string;
  readonly attributes?: SentAttributes;
  /** The e-mail address of the person, in the audit trail. */
  readonly user?: string;
}

export interface WebAnswer {
  /** The auth methods that the request added, edited or removed; all for `show`. */
  readonly methods: readonly AuthMethod[];
}

export function answerWeb(organisation: Organisation, { content, headers }: Request): Answer {
  // A web page of a stranger can send text, but needs permission to send JSON.
  if (!/^application\/json$/i.test(headers['content-type'] ?? ''))
    return { status: 415, body: errorBody(['The Content-Type must be application/json.']) };
  const request: Partial<WebRequest> =
    content.kind === 'json' && isRecord(content.value) ? content.value : {};
  try {
    const body: WebAnswer = { methods: act(organisation, request) };
    return { status: 200, body };
  } catch (error) {
    if (!(error instanceof EmulatorError)) throw error;
    return { status: 400, body: errorBody([error.message]) };
  }
}

function act(organisation: Organisation, request: Partial<WebRequest>): readonly AuthMethod[] {
  const { action, authMethod = '', attributes = {}, user } = request;
  switch (action) {
    case 'add':
      return [organisation.add(attributes, user)];
    case 'edit':
      return [organisation.edit(authMethod, attributes, user)];
    case 'remove':
      return [organisation.remove(authMethod, user)];
    case 'show':
      return organisation.methods();
    default:
      throw new EmulatorError(
        `The action must be add, edit, remove or show, but is ${quoted(String(action))}.`,
      );
  }
}
