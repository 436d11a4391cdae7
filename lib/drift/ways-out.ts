import { rowOf, type AttributeName, type Scalar } from '../attributes';
import { escapeCharacter } from '../text/unsafe';
import type { DisplayValues } from './display';
import { attribute, code, joined, listed, path, text, value, words, type Text } from '../text/parts';
import { UNSEEN } from '../text/visible';
import type { Choice } from './words';

/** Where the code declares an auth method. */
export interface Place {
  readonly language: 'TypeScript' | 'HCL';
  /** Of the construct, or the address. */
  readonly path: string;
}

/** What a person can do, and what follows. */
export interface WayOut {
  readonly choice: Choice;
  /** Can be followed to the letter: where, which property, which value. */
  readonly text: Text;
}

type Values = DisplayValues & { readonly attribute: AttributeName };

/**
 * @param place undefined where nobody knows it, nor the language
 * @param isCreated whether the deploy creates the auth method
 */
export function waysOut(drifted: readonly Values[], place?: Place, isCreated = false): WayOut[] {
  const names = listed(drifted.map((one) => attribute(nameOf(one, place))));
  const values = listed(drifted.map((one) => written(one, place)));
  const where = whereOf(place);
  const ignore = ignored(drifted, place);
  return [
    {
      choice: 'keep-mine',
      text: text`Deploy. ${sent(drifted, names)}.`,
    },
    {
      choice: 'keep-theirs',
      text: text`${where}, ${values}. A deploy then leaves ${names} unchanged.`,
    },
    {
      choice: 'stop-owning',
      text: text`${where}, ${ignore}. Deploys then send ${names} only to create the auth method${words(
        isCreated ? ' (as this one does)' : '',
      )}.`,
    },
  ];
}

function sent(drifted: readonly Values[], names: Text): Text {
  const [first] = drifted;
  // The code may ignore the attributes, or no longer declare the auth method.
  if (first?.wanted.kind === 'not-readable')
    return text`If the plan changes ${names}, the request sends what the code has,
      and the change in Datadog is lost`;
  const sentences = drifted.map(({ attribute: name, wanted }) => {
    if (wanted.kind === 'unset') return text`The request clears ${attribute(name)}`;
    const what = wanted.kind === 'value' ? text`${value(wanted.value)}` : text`the code's value (sensitive)`;
    return text`The request sets ${attribute(name)} to ${what}`;
  });
  return text`${joined(sentences, '. ')}. The change in Datadog is lost`;
}

function whereOf(place: Place | undefined): Text {
  return place ? text`In ${path(place.path)}` : text`In the code`;
}

function nameOf({ attribute: name }: Values, place: Place | undefined): string {
  return place?.language === 'TypeScript' ? rowOf(name).property : name;
}

function written(values: Values, place: Place | undefined): Text {
  const { live } = values;
  const name = nameOf(values, place);
  if (live.kind === 'unset') return text`remove ${attribute(name)}`;
  if (live.kind !== 'value')
    return text`write ${attribute(name)} as Datadog has it (sensitive, not shown here)`;
  if (!place) return text`set ${attribute(name)} to ${value(live.value)}`;
  const inTypeScript = place.language === 'TypeScript';
  return text`write ${code(`${name}${inTypeScript ? ':' : ' ='} ${literal(live.value, inTypeScript)}`)}`;
}

function ignored(drifted: readonly Values[], place: Place | undefined): Text {
  const names = drifted.map((one) => one.attribute);
  if (!place) {
    const added = listed(names.map((name) => attribute(name)));
    return text`add ${added} to ${code('ignore_changes')} (TypeScript: ${code('lifecycle.ignoreChanges')})`;
  }
  const inTypeScript = place.language === 'TypeScript';
  const list = drifted.map((one) => (inTypeScript ? `'${nameOf(one, place)}'` : one.attribute)).join(', ');
  const block = inTypeScript ? `: { ignoreChanges: [${list}] }` : ` { ignore_changes = [${list}] }`;
  return text`write ${code(`lifecycle${block}`)}, or add ${code(list)} to the list that is there`;
}

/** What a person can do where the code has Datadog's value already. */
export function recordAgreement(names: readonly AttributeName[]): Text {
  const option = text`${code('--refresh-only')} (${code('terraform apply -refresh-only')})`;
  return text`Deploy once with ${option} to record ${listed(names.map((name) => attribute(name)))}.`;
}

/**
 * What a person can do about an auth method that was deleted in Datadog.
 *
 * @param place undefined where nobody knows whether the code still declares it
 */
export function recreate(place?: Place): Text {
  const again = place ? text`A deploy` : text`If the code still declares it, a deploy`;
  const it = place ? path(place.path) : words('it');
  return text`${again} creates it again, with a new id. To leave it deleted, remove ${it} from the code.`;
}

/** A value as code: complete, and without what Terraform would take for a reference. */
function literal(of: Scalar, inTypeScript: boolean): string {
  return JSON.stringify(of)
    .replace(UNSEEN, inTypeScript ? escapeCharacter : escapedInHcl)
    .replace(/([$%])\{/g, '$1$1{');
}

/**
 * HCL refuses a character in two halves.
 * Source: https://developer.hashicorp.com/terraform/language/expressions/strings.
 */
function escapedInHcl(character: string): string {
  const number = character.codePointAt(0) as number;
  return character.length === 1 ? escapeCharacter(character) : `\\U${number.toString(16).padStart(8, '0')}`;
}
