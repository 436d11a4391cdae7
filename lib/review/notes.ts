import { displayText, type DisplayValue } from '../drift/display';
import { recordAgreement, recreate, type Place } from '../drift/ways-out';
import { attribute, code, path, sentences, text, words, type Text } from '../text/parts';
import type { Method } from './method';
import type { AttributeFinding, Gap, Note } from './review';

/** What the notes are made from. It has no value that must not be shown. */
export interface Facts {
  readonly method: Pick<Method, 'action' | 'address' | 'renamedFrom' | 'secretSent'>;
  readonly place: Place;
  readonly attributes: readonly AttributeFinding[];
  readonly name: DisplayValue;
  readonly isImported: boolean;
  /** Such as `DELETE POST`. */
  readonly requests: string;
  readonly keepsName: boolean;
  readonly asksForToken: Method['verifiesToken'];
  /** The auth method that has the name which this one takes, until the deploy frees it. */
  readonly holder?: { readonly address: string; readonly isDeleted: boolean };
}

/** What a reader must know of an auth method besides its outcome, its attributes and requests. */
const NOTES = {
  'deleted-in-datadog': ({ method, place }) => method.action === 'create-again' && recreate(place),
  renamed: ({ method: { address, renamedFrom }, place }) =>
    renamedFrom !== undefined &&
    text`It has the name of ${path(renamedFrom)}, which the deploy deletes.
      If the ${words(place.language === 'TypeScript' ? 'construct' : 'label')} was renamed,
      ${moveLine(renamedFrom, address, place)}.
      Otherwise it gets a new id, and the webhooks that use it lose it.`,
  webhooks: ({ requests }) =>
    requests.includes('DELETE') &&
    text`Datadog's API does not show which webhooks use it.
      Before you deploy, check the webhooks in Datadog (${code('Integrations > Webhooks')}).`,
  imported: ({ isImported, method }) =>
    isImported &&
    method.secretSent !== 'no' &&
    text`Imported. Datadog does not show its client secret, so the deploy sends the one in the code.`,
  'same-name': ({ requests, keepsName, method }) =>
    keepsName &&
    (requests === 'POST DELETE' || method.action === 'create-beside') &&
    text`The deploy creates the new one while Datadog has the old one.
      Datadog refuses a second auth method of the same name with 409.
      Change the name too, or let the deploy delete the old one first.`,
  'asks-for-token': ({ asksForToken }) =>
    asksForToken !== 'no' &&
    text`The deploy ${words(asksForToken === 'yes' ? 'asks' : 'may ask')} the token endpoint
      for a token first (${attribute('verify_token')}). Without a token, it sends nothing.`,
  agreed: ({ attributes }) => {
    const names = attributes
      .filter(({ verdict, live }) => verdict === 'drifted-agreed' && live.kind !== 'absent')
      .map((one) => one.attribute);
    const lost = text`The code has Datadog's value already. A deploy whose answer was lost may have set it.`;
    return names.length > 0 && sentences(lost, recordAgreement(names));
  },
  'waits-for-name': ({ holder, name }) =>
    holder !== undefined &&
    text`${path(holder.address)} has the name ${displayText(name, 'wanted')}
      until the deploy ${words(holder.isDeleted ? 'deletes' : 'renames')} it. The request waits for that.`,
} satisfies Sentences<Facts>;

export function notesOf(facts: Facts): Note[] {
  return sentencesOf(NOTES, facts).map((one) => ({ ...one, blocks: one.kind === 'same-name' }));
}

/** Sentences by their kinds. Those whose conditions do not hold are false. */
export type Sentences<Of> = Readonly<Record<string, (facts: Of) => Text | false>>;

export function sentencesOf<Of>(rules: Sentences<Of>, facts: Of): Gap[] {
  const all = Object.entries(rules).map(([kind, rule]) => ({ kind, text: rule(facts) }));
  return all.filter((one): one is Gap => one.text !== false);
}

/** Of a construct with several instances, `moveFromId` moves all of them, each with its key. */
function moveLine(from: string, to: string, { language, path: construct, key }: Place): Text {
  const source = from.endsWith(key) && from.slice(0, from.length - key.length);
  if (language === 'TypeScript' && source)
    return text`add ${code(`.moveFromId('${source}')`)} to ${path(construct)}`;
  return text`add a ${code('moved')} block with ${code(`from = ${from}`)} and ${code(`to = ${to}`)}`;
}
