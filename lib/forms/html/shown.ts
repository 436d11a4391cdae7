import type { Text } from '../../judge/parts';
import { quotedWhole, visible } from '../../judge/visible';
import { html, type Html } from './template';

/** The one place that makes text safe for a page, together with the template, which escapes every slot. */
export function shown({ parts }: Text): Html {
  return html`${parts.map(({ kind, text: of }) =>
    kind === 'words' ? of : html`<code>${kind === 'value' ? quotedWhole(of) : visible(of)}</code>`,
  )}`;
}
