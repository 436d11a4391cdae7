import { rowOf, type AttributeName } from '../attributes';
import type { DisplayValue, DisplayValues } from './display';
import {
  attribute,
  code,
  joined,
  listed,
  path,
  text,
  value,
  words,
  type Part,
  type Text,
} from '../text/parts';
import type { Choice } from './words';

/** Where the code declares an auth method. */
export interface Place {
  readonly language: 'TypeScript' | 'HCL';
  /** Of the construct, or the address, without the key. */
  readonly path: string;
  /** Of one instance of several: its key, such as `["a"]`, and what follows it. Otherwise empty. */
  readonly key: string;
}

/** What a person can do, and what follows. */
export interface WayOut {
  readonly choice: Choice;
  /** Where, which property, which value. */
  readonly text: Text;
}

type Values = DisplayValues & { readonly attribute: AttributeName };

/** What the code calls the list of attributes that Terraform ignores. */
const IGNORE_LISTS = { TypeScript: 'lifecycle.ignoreChanges', HCL: 'ignore_changes' } as const;

/** @param place undefined where nobody knows it, nor the language */
export function waysOut(drifted: readonly Values[], place?: Place): WayOut[] {
  const nameOf = ({ attribute: name }: Values) =>
    attribute(place?.language === 'TypeScript' ? rowOf(name).property : name);
  const names = listed(drifted.map(nameOf));
  const where = place ? text`In ${instanceOf(place)}` : text`In the code`;
  const [alone, applies] = place?.key
    ? [' for this instance alone', ', which applies to every instance']
    : ['', ''];
  const values = drifted.map((one) => {
    if (one.live.kind === 'unset') return text`remove ${nameOf(one)}`;
    return text`set ${nameOf(one)} to ${valueText(one.live, "Datadog's")}`;
  });
  const list = place
    ? code(IGNORE_LISTS[place.language])
    : text`${code(IGNORE_LISTS.HCL)} (TypeScript: ${code(IGNORE_LISTS.TypeScript)})`;
  return [
    {
      choice: 'keep-mine',
      text: text`Deploy. ${sent(drifted, names)}.`,
    },
    {
      choice: 'keep-theirs',
      text: text`${where}, ${listed(values)}${words(alone)}. A deploy then leaves ${names} unchanged.`,
    },
    {
      choice: 'stop-owning',
      text: text`${where}, add ${names} to ${list}${words(applies)}.
        Deploys then send ${names} only to create the auth method.`,
    },
  ];
}

function instanceOf(place: Place): Part {
  return path(place.path + place.key);
}

function sent(drifted: readonly Values[], names: Text): Text {
  // The code may ignore the attributes, or no longer declare the auth method.
  if (drifted[0]?.wanted.kind === 'not-readable')
    return text`If the plan changes ${names}, the request sends what the code has,
      and the change in Datadog is lost`;
  const sentences = drifted.map(({ attribute: name, wanted }) =>
    wanted.kind === 'unset'
      ? text`The request clears ${attribute(name)}`
      : text`The request sets ${attribute(name)} to ${valueText(wanted, "the code's")}`,
  );
  return text`${joined(sentences, '. ')}. The change in Datadog is lost`;
}

function valueText(of: DisplayValue, whose: string): Part {
  return of.kind === 'value' ? value(of.value) : words(`${whose} value (sensitive)`);
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
  const only = words(place?.key ? 'only the instance ' : '');
  const it = place ? instanceOf(place) : words('it');
  return text`${again} creates it again, with a new id.
    To leave it deleted, remove ${only}${it} from the code.`;
}
