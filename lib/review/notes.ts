import type { ComparedName } from '../attributes';
import { changesToken, sameHeld } from '../change/change';
import { attribute, code, listed, NOTHING, path, sentences, text, value, type Text } from '../judge/parts';
import { recordAgreement, recreate, type Place } from '../judge/ways-out';
import type { Method } from './methods';
import type { Sending } from './requests';
import type { AttributeFinding } from './review';

/** What a reader must know of an auth method besides its attributes and requests. */
export function notesOf(
  method: Method,
  requests: readonly Sending[],
  attributes: readonly AttributeFinding[],
  place: Place,
): Text[] {
  return [
    ...lifeNotes(method, place),
    ...requestNotes(method, requests),
    ...tokenNotes(method, requests),
    ...agreedNotes(attributes),
  ];
}

function lifeNotes({ action, isDeposed, steps, importedFrom, secretSent }: Method, place: Place): Text[] {
  const notes: Text[] = [];
  if (action === 'create-again') notes.push(text`Somebody deleted it in Datadog. ${recreate(place)}`);
  if (action === 'gone') notes.push(text`Somebody deleted it in Datadog.`);
  if (action === 'forget') notes.push(text`Terraform forgets it. Nothing is sent, and Datadog keeps it.`);
  if (isDeposed) notes.push(text`A failed replacement left it behind. The deploy deletes it.`);
  if (steps.some(({ kind }) => kind === 'delete'))
    notes.push(
      sentences(
        text`Datadog's API does not show which webhooks use it.`,
        text`Before you deploy, look at the webhooks in Datadog (${code('Integrations > Webhooks')}).`,
      ),
    );
  if (importedFrom !== undefined)
    notes.push(
      secretSent === 'no'
        ? text`Imported without its client secret. Datadog keeps the one that it has.`
        : text`Imported. Datadog does not show its client secret, so the deploy sends the one in the code.`,
    );
  return notes;
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
      text`Without a token, nothing is sent.`,
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

/** What the names of several auth methods mean for the order of the requests. */
export interface NameNotes {
  /** By address. */
  readonly methods: ReadonlyMap<string, readonly Text[]>;
  readonly plan: readonly Text[];
}

/** Datadog refuses a second auth method of the same name, so a name in use has to become free first. */
export function nameNotes(methods: readonly Method[]): NameNotes {
  const notes = new Map<string, Text[]>();
  const swaps: Text[] = [];
  for (const method of methods) {
    const name = takenName(method);
    const holder = name === undefined ? undefined : methods.find((one) => one !== method && holds(one, name));
    if (name === undefined || !holder) continue;
    const own = method.live.name;
    const isSwap =
      typeof own === 'string' &&
      takenName(holder) !== undefined &&
      holds(method, takenName(holder) as string);
    if (isSwap && method.address < holder.address) swaps.push(swapNote(method, holder));
    notes.set(method.address, [isSwap ? swapNote(method, holder) : heldNote(method, name, holder)]);
  }
  return { methods: notes, plan: swaps };
}

/** The name that a deploy takes for an auth method: at its creation, or by a new name. */
function takenName({ steps }: Method): string | undefined {
  for (const step of steps) {
    if (step.kind === 'delete' || typeof step.desired.name !== 'string') continue;
    if (step.kind === 'create' || !sameHeld('name', step.prior.name, step.desired.name))
      return step.desired.name;
  }
  return undefined;
}

function holds({ live }: Method, name: string): boolean {
  return typeof live.name === 'string' && sameHeld('name', live.name, name);
}

function heldNote(method: Method, name: string, holder: Method): Text {
  const where = text`${path(holder.address)} has the name ${value(name)}`;
  const isDeleted = holder.steps.some(({ kind }) => kind === 'delete');
  if (!isDeleted && takenName(holder) === undefined)
    return text`${where}. Datadog refuses a second auth method of this name with 409. Choose another name.`;
  const until = isDeleted ? text`until this deploy deletes it` : text`until this deploy renames it`;
  const adopted = isDeleted && method.flag('adopt_existing') !== 'no' ? text` It is not adopted.` : NOTHING;
  return text`${where} ${until}. The request for this one waits until then.${adopted}`;
}

function swapNote(one: Method, other: Method): Text {
  const both = listed([path(one.address), path(other.address)]);
  return text`${both} swap their names. Datadog refuses that. Deploy a temporary name for one of them first.`;
}
