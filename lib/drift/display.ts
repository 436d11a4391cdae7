import { rowOf, type AttributeName, type Scalar } from '../attributes';
import { NOT_KNOWN } from '../change/change';
import { attribute, joined, text, value, words, type Text } from '../text/parts';
import { ABSENT, NOT_READ, type WantedValue } from './values';
import { COLUMNS, type Column } from './words';

/** A value as people may see it. */
export type DisplayValue =
  | { readonly kind: 'value'; readonly value: Scalar }
  /** The attribute has no value. */
  | { readonly kind: 'unset' }
  /** There is no auth method that could have one: before a creation, after a deletion. */
  | { readonly kind: 'absent' }
  /** Secret or marked as sensitive: never shown. */
  | { readonly kind: 'masked' }
  /** Known after apply. */
  | { readonly kind: 'unknown' }
  /** Datadog does not show the client secret, or nobody read the value. */
  | { readonly kind: 'not-readable' };

/** The three values of an attribute, as people may see them. */
export type DisplayValues = Readonly<Record<Column, DisplayValue>>;

/** @param isHidden whether the value is secret or marked as sensitive */
export function show(of: WantedValue, isHidden?: (value: Scalar | null) => boolean): DisplayValue {
  if (of === ABSENT) return { kind: 'absent' };
  if (of === NOT_READ) return { kind: 'not-readable' };
  if (of === NOT_KNOWN) return { kind: 'unknown' };
  if (isHidden?.(of)) return { kind: 'masked' };
  return of === null ? { kind: 'unset' } : { kind: 'value', value: of };
}

/** Whether a value may contain a password: it has an `@`, and is not valid. Somebody set it in Datadog. */
export function mayContainPassword(name: AttributeName, value: Scalar | null): boolean {
  return (
    typeof value === 'string' && value.includes('@') && rowOf(name).check?.(value as never) !== undefined
  );
}

const PLACEHOLDERS = {
  unset: text`(not set)`,
  absent: text`(no auth method)`,
  masked: text`(sensitive value)`,
  unknown: text`(known after apply)`,
};

/** A value in its column, or what stands in its place. */
export function displayText(display: DisplayValue, column: Column): Text {
  if (display.kind === 'value') return text`${value(display.value)}`;
  if (display.kind !== 'not-readable') return PLACEHOLDERS[display.kind];
  return column === 'wanted' ? text`(not compared)` : text`(cannot be read)`;
}

/**
 * The values of an attribute in one line: `scope: last deployed "a", live in Datadog "b"`.
 *
 * @param columns which of the values, and what they are called where it is not the head of their column
 */
export function valuesLine(
  name: AttributeName,
  values: DisplayValues,
  columns: readonly (readonly [Column, string])[],
): Text {
  const texts = columns.map(([column, head]) => text`${words(head)} ${displayText(values[column], column)}`);
  return text`${attribute(name)}: ${joined(texts, ', ')}`;
}

/** The head of a column inside a sentence. */
export function columnName(column: Column): string {
  return COLUMNS[column].replace(/^./, (first) => first.toLowerCase());
}
