import type { Part, Text } from '../../../text/parts';
import { visiblePart } from '../../../text/visible';

/** HTML that was written here or escaped; nothing else gets into a page. */
export class Html {
  private constructor(readonly text: string) {}

  /** A style sheet of ours, the one text that is not escaped: entities mean nothing in it. */
  static style(sheet: string): Html {
    return new Html(`<style>${sheet}</style>`);
  }

  static from(strings: TemplateStringsArray, slots: readonly Slot[]): Html {
    return new Html(strings.reduce((text, part, index) => text + rendered(slots[index - 1]) + part));
  }
}

/** What may stand in a slot of {@link markup}: lists are joined, `false` and nothing are omitted. */
export type Slot = Html | string | number | false | undefined | readonly Slot[];

/** A template. A slot is escaped for text and for an attribute in double quotes, and stands nowhere else. */
export function markup(strings: TemplateStringsArray, ...slots: readonly Slot[]): Html {
  return Html.from(strings, slots);
}

/** The one place that makes text safe for a page, together with the escapes of {@link markup}. */
export function inline({ parts }: Text): Html {
  const written = parts.map((part, index) => {
    if (part.kind === 'label') return badge(part);
    if (part.kind !== 'words') return markup`<code>${visiblePart(part)}</code>`;
    // A badge needs no colon behind it.
    return parts[index - 1]?.kind === 'label' ? part.text.replace(/^:/, '') : part.text;
  });
  return markup`${written}`;
}

/** Screen readers do not read the symbol. */
function badge({ text, group }: Part): Html {
  const [symbol = ''] = text;
  const words = text.slice(symbol.length + 1);
  return markup`<span class="badge ${group}"><span aria-hidden="true">${symbol}</span> ${words}</span>`;
}

function rendered(slot: Slot): string {
  if (slot === undefined || slot === false) return '';
  if (slot instanceof Html) return slot.text;
  if (typeof slot === 'object') return slot.map(rendered).join('');
  return String(slot).replace(/[&<>"'`]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
