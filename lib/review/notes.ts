import { displayText, type DisplayValue } from '../drift/display';
import { recordAgreement, recreate, type Place } from '../drift/ways-out';
import { attribute, code, path, text, words, type Text } from '../text/parts';
import type { Method } from './method';
import type { Holder } from './names';
import type { AttributeFinding, Gap, Note } from './review';

/** What the notes are made from. It has no value that must not be shown. */
export interface Facts {
  readonly method: Pick<Method, 'action' | 'isDeposed' | 'renamedFrom' | 'secretSent'>;
  readonly place: Place;
  readonly attributes: readonly AttributeFinding[];
  readonly name: DisplayValue;
  readonly isImported: boolean;
  /** Such as `DELETE POST`. */
  readonly requests: string;
  readonly keepsName: boolean;
  readonly asksForToken: Method['verifiesToken'];
  /** The auth method that has the name which this one takes, until the deploy frees it. */
  readonly holder?: Holder;
}

/** What a reader must know of an auth method besides its attributes and requests. */
const NOTES = {
  'deleted-in-datadog': ({ method, place }) =>
    method.action === 'create-again'
      ? text`Somebody deleted it in Datadog. ${recreate(place)}`
      : method.action === 'gone' && text`Somebody deleted it in Datadog.`,
  forgotten: ({ method }) =>
    method.action === 'forget' && text`Terraform forgets it. Nothing is sent, and Datadog keeps it.`,
  'left-behind': ({ method }) =>
    method.isDeposed && text`A failed replacement left it behind. The deploy deletes it.`,
  renamed: ({ method: { renamedFrom }, place }) =>
    renamedFrom !== undefined &&
    text`It has the name of ${path(renamedFrom)}, which the deploy deletes.
      If the ${words(place.language === 'TypeScript' ? 'construct' : 'label')} was renamed,
      ${moveLine(renamedFrom, place)}. Otherwise it gets a new id, and the webhooks that use it lose it.`,
  webhooks: ({ requests }) =>
    requests.includes('DELETE') &&
    text`Datadog's API does not show which webhooks use it.
      Before you deploy, check the webhooks in Datadog (${code('Integrations > Webhooks')}).`,
  imported: ({ isImported, method }) =>
    isImported &&
    (method.secretSent === 'no'
      ? text`Imported without its client secret. Datadog keeps the one that it has.`
      : text`Imported. Datadog does not show its client secret, so the deploy sends the one in the code.`),
  'state-only': ({ method, requests }) =>
    method.action === 'update' && requests === '' && text`Nothing is sent. Only the state changes.`,
  'created-first': ({ requests, keepsName }) =>
    requests === 'POST DELETE' &&
    keepsName &&
    text`The deploy creates the new one before it deletes the old one (${code('create_before_destroy')}).
      Datadog refuses a second auth method of the same name with 409.
      Change the name too, or remove ${code('create_before_destroy')}.`,
  'created-beside': ({ method, keepsName }) =>
    method.action === 'create-beside' &&
    (keepsName
      ? text`Terraform forgets the old one, and Datadog keeps it with its name.
          Datadog refuses a second auth method of the same name with 409.
          Change the name too, or let the deploy delete the old one.`
      : text`Terraform forgets the old one, and Datadog keeps it.`),
  'asks-for-token': ({ asksForToken }) =>
    asksForToken !== 'no' &&
    text`The deploy ${words(asksForToken === 'yes' ? 'asks' : 'may ask')} the token endpoint
      for a token first (${attribute('verify_token')}). Without a token, it sends nothing.`,
  agreed: ({ attributes }) => {
    const agreed = attributes.filter(
      ({ verdict, live }) => verdict === 'drifted-agreed' && live.kind !== 'absent',
    );
    return (
      agreed.length > 0 &&
      text`The code has Datadog's value already. A deploy whose answer was lost may have set it.
        ${recordAgreement(agreed.map((one) => one.attribute))}`
    );
  },
  'waits-for-name': ({ holder, name }) =>
    holder !== undefined &&
    text`${path(holder.address)} has the name ${displayText(name, 'wanted')}
      until the deploy ${words(holder.isDeleted ? 'deletes' : 'renames')} it. The request waits for that.`,
} satisfies Sentences<Facts>;

/** Each of them says that the deploy stops. */
const STOPS: readonly string[] = ['created-first', 'created-beside'];

export function notesOf(facts: Facts): Note[] {
  const stops = (kind: string) => facts.keepsName && STOPS.includes(kind);
  return sentencesOf(NOTES, facts).map((one) => ({ ...one, blocks: stops(one.kind) }));
}

/** Sentences by their kinds. Those whose conditions do not hold are false. */
export type Sentences<Of> = Readonly<Record<string, (facts: Of) => Text | false>>;

export function sentencesOf<Of>(rules: Sentences<Of>, facts: Of): Gap[] {
  const all = Object.entries(rules).map(([kind, rule]) => ({ kind, text: rule(facts) }));
  return all.filter((one): one is Gap => one.text !== false);
}

function moveLine(from: string, { language, path: to }: Place): Text {
  if (language === 'TypeScript') return text`add ${code(`.moveFromId('${from}')`)} to ${path(to)}`;
  return text`add a ${code('moved')} block with ${code(`from = ${from}`)} and ${code(`to = ${to}`)}`;
}
