import { changesToken } from '../change/change';
import { isRecord } from '../text/json';
import type { MethodCode } from './code';
import type { Method } from './methods';
import type { Sending } from './requests';
import type { AttributeFinding } from './review';
import { isMarked } from './values';

/** What a reader must know of an auth method besides its attributes and requests, a sentence each. */
export function notesOf(
  method: Method,
  requests: readonly Sending[],
  attributes: readonly AttributeFinding[],
  code: MethodCode | undefined,
): string[] {
  return [
    ...lifeNotes(method, code),
    ...requestNotes(method, requests, attributes),
    ...tokenNotes(method, requests),
    ...agreedNotes(attributes),
  ];
}

function lifeNotes(method: Method, code: MethodCode | undefined): string[] {
  const where = code?.constructPath ?? method.address;
  switch (method.action) {
    case 'create-again':
      return [
        `Somebody deleted it in Datadog. A deploy creates it again, with a new id. If it is to stay deleted, remove ${where} from the code.`,
      ];
    case 'gone':
      return ['Somebody deleted it in Datadog.'];
    case 'forget':
      return ['Terraform forgets it: nothing is sent, and Datadog keeps it as it is.'];
    case 'delete':
      return method.deposed ? ['A replacement that failed left it behind, and it is deleted now.'] : [];
    default:
      return [];
  }
}

function requestNotes(
  method: Method,
  requests: readonly Sending[],
  attributes: readonly AttributeFinding[],
): string[] {
  const notes: string[] = [];
  if (method.action === 'update' && requests.length === 0)
    notes.push('Nothing is sent: what changes is kept in the state alone.');
  if (method.importedFrom !== undefined)
    notes.push(
      method.secretSent === 'no'
        ? 'It is imported without its client secret: Datadog keeps the one that it has.'
        : 'It is imported, and nothing is known of the client secret that Datadog has: the one in the code is sent.',
    );
  const name = attributes.find(({ attribute }) => attribute === 'name');
  if (method.steps.join() === 'create,delete' && name?.verdict !== 'changed' && name?.verdict !== 'conflict')
    notes.push(
      'The new one is created before the old one is deleted (create_before_destroy), and Datadog refuses a second one of the same name with 409: change the name too, or leave create_before_destroy out.',
    );
  return notes;
}

/** Which of a method's requests the provider asks the token endpoint before. */
function tokenNotes({ local }: Method, requests: readonly Sending[]): string[] {
  const asked = isMarked(local.afterUnknown, 'verify_token')
    ? 'may be asked'
    : isRecord(local.after) && local.after.verify_token === true
      ? 'is asked'
      : undefined;
  if (asked === undefined || !requests.some((sending) => sending.changes && changesToken(sending.changes)))
    return [];
  return [
    `The token endpoint ${asked} for a token first (verify_token); where it gives none, nothing is sent.`,
  ];
}

function agreedNotes(attributes: readonly AttributeFinding[]): string[] {
  const agreed = attributes
    .filter(({ verdict, live }) => verdict === 'drifted-agreed' && live.kind !== 'absent')
    .map(({ attribute }) => attribute);
  if (agreed.length === 0) return [];
  return [
    `The code says the same as Datadog already (${agreed.join(', ')}): apply once with -refresh-only (cdktf deploy --refresh-only) to record it.`,
  ];
}
