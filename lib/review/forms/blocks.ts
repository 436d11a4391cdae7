import type { Column, Group, Words } from '../../drift/words';
import type { Text } from '../../text/parts';
import type { PlannedRequest } from '..';

/** What a form lays out. It makes every text safe by the kinds of its parts. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: Text }
  | { readonly kind: 'list'; readonly items: readonly Text[] }
  /** What holds of several auth methods, or of none in particular. */
  | { readonly kind: 'notice'; readonly title: Text; readonly group: Group; readonly items: readonly Text[] }
  | { readonly kind: 'values'; readonly caption: Text; readonly rows: readonly Row[] }
  | { readonly kind: 'request'; readonly request: PlannedRequest }
  | Fold
  | { readonly kind: 'section'; readonly title: Text; readonly body: readonly Block[] }
  | Card;

/** A form without folds shows the body alone, and the summary alone outside of a card. */
export interface Fold {
  readonly kind: 'fold';
  readonly summary: Text;
  readonly isOpen: boolean;
  readonly body: readonly Block[];
}

/** One auth method. */
export interface Card {
  readonly kind: 'card';
  readonly group: Group;
  readonly title: Text;
  /** What changes, in one line. */
  readonly changes: Text;
  readonly isOpen: boolean;
  readonly body: readonly Block[];
}

/** One attribute. */
export interface Row {
  readonly attribute: Text;
  readonly words: Words;
  /** The value before and the one after, in one line. */
  readonly change: Text;
  /** Whether the three values have to be seen. */
  readonly isDrifted: boolean;
  readonly cells: readonly Cell[];
}

export interface Cell {
  readonly column: Column;
  readonly text: Text;
  /** Whether somebody changed it, in Datadog or in the code. */
  readonly mark?: Group;
}

/** What a form without folds shows of a card. */
export function unfolded(body: readonly Block[]): readonly Block[] {
  return body.flatMap((block) => (block.kind === 'fold' ? block.body : [block]));
}

export const paragraph = (of: Text): Block => ({ kind: 'paragraph', text: of });
export const list = (items: readonly Text[]): Block => ({ kind: 'list', items });
/** No block where there are no items. */
export const lists = (items: readonly Text[]): Block[] => (items.length > 0 ? [list(items)] : []);

/** A rendering of each kind of block. */
export type Renderings<Result> = {
  readonly [Kind in Block['kind']]: (block: Extract<Block, { kind: Kind }>) => Result;
};

export function render<Result>(block: Block, renderings: Renderings<Result>): Result {
  return (renderings[block.kind] as (one: Block) => Result)(block);
}
