import type { ComparedName } from '../attributes';
import { changesToken, sameValue } from '../change/change';
import { attribute, code, path, present, sentences, text, value, type Text } from '../text/parts';
import { recordAgreement, recreate, type Place } from '../drift/ways-out';
import type { Method } from './methods';
import type { Sending } from './requests';
import type { AttributeFinding } from './review';

interface Judged {
  readonly requests: readonly Sending[];
  readonly attributes: readonly AttributeFinding[];
  readonly place: Place;
  /** All auth methods of the plan. */
  readonly methods: readonly Method[];
}

/** What a reader must know of an auth method besides its attributes and requests. */
export function notesOf(method: Method, { requests, attributes, place, methods }: Judged): Text[] {
  return [
    ...lifeNotes(method, place),
    ...requestNotes(method, requests),
    ...tokenNotes(method, requests),
    ...agreedNotes(attributes),
    ...nameNotes(method, methods),
  ];
}

function lifeNotes({ action, isDeposed, steps, importedFrom, secretSent }: Method, place: Place): Text[] {
  return present(
    action === 'create-again' && text`Somebody deleted it in Datadog. ${recreate(place)}`,
    action === 'gone' && text`Somebody deleted it in Datadog.`,
    action === 'forget' && text`Terraform forgets it. Nothing is sent, and Datadog keeps it.`,
    isDeposed && text`A failed replacement left it behind. The deploy deletes it.`,
    steps.some(({ kind }) => kind === 'delete') &&
      sentences(
        text`Datadog's API does not show which webhooks use it.`,
        text`Before you deploy, check the webhooks in Datadog (${code('Integrations > Webhooks')}).`,
      ),
    importedFrom !== undefined &&
      (secretSent === 'no'
        ? text`Imported without its client secret. Datadog keeps the one that it has.`
        : text`Imported. Datadog does not show its client secret, so the deploy sends the one in the code.`),
  );
}

function requestNotes({ action, steps, live }: Method, requests: readonly Sending[]): Text[] {
  if (action === 'update' && requests.length === 0) return [text`Nothing is sent. Only the state changes.`];
  const [first, second] = steps;
  if (first?.kind !== 'create' || second?.kind !== 'delete' || first.desired.name !== live.name) return [];
  const createFirst = code('create_before_destroy');
  return [
    sentences(
      text`The deploy creates the new one before it deletes the old one (${createFirst}).`,
      text`Datadog refuses a second auth method of the same name with 409.`,
      text`Change the name too, or remove ${createFirst}.`,
    ),
  ];
}

/** The provider asks the token endpoint before it sends anything that a token depends on. */
function tokenNotes({ flag }: Method, requests: readonly Sending[]): Text[] {
  const verifies = flag('verify_token');
  if (verifies === 'no' || !requests.some(({ changes }) => changes && changesToken(changes))) return [];
  const condition = verifies === 'unknown' ? text`may ask` : text`asks`;
  const option = attribute('verify_token');
  return [
    sentences(
      text`The deploy ${condition} the token endpoint for a token first (${option}).`,
      text`Without a token, it sends nothing.`,
    ),
  ];
}

function agreedNotes(attributes: readonly AttributeFinding[]): Text[] {
  const agreed = attributes.filter(
    ({ verdict, live }) => verdict === 'drifted-agreed' && live.kind !== 'absent',
  );
  if (agreed.length === 0) return [];
  const record = recordAgreement(agreed.map((one) => one.attribute as ComparedName));
  return [text`The code has Datadog's value already. ${record}`];
}

/**
 * What a creation or a rename has to wait for. Datadog refuses a name that is in use. Two resources that want
 * one name, and names that are swapped, are not here: no plan of them can be made.
 */
function nameNotes(method: Method, methods: readonly Method[]): Text[] {
  const name = takenName(method);
  const holder = name === undefined ? undefined : methods.find((one) => one !== method && holds(one, name));
  if (name === undefined || !holder) return [];
  const isDeleted = holder.steps.some(({ kind }) => kind === 'delete');
  if (!isDeleted && takenName(holder) === undefined) return [];
  const until = isDeleted ? text`until the deploy deletes it` : text`until the deploy renames it`;
  const has = text`${path(holder.address)} has the name ${value(name)} ${until}.`;
  return [text`${has} The request waits for that.`];
}

/** The name that a deploy takes for an auth method: at its creation, or by a new name. */
function takenName({ steps }: Method): string | undefined {
  const taken = steps.map((step) => {
    if (step.kind === 'delete' || typeof step.desired.name !== 'string') return undefined;
    const isKept = step.kind === 'update' && sameValue('name', step.prior.name, step.desired.name);
    return isKept ? undefined : step.desired.name;
  });
  return taken.find((name) => name !== undefined);
}

function holds({ live }: Method, name: string): boolean {
  return typeof live.name === 'string' && sameValue('name', live.name, name);
}
