import type { Text } from '../../judge/parts';
import { quotedWhole, visible } from '../../judge/visible';
import { markup, type Html } from './template';

/** The one place that makes text safe for a page, together with the template, which escapes every slot. */
export function shown({ parts }: Text): Html {
  return markup`${parts.map(({ kind, text: of }) =>
    kind === 'words' ? of : markup`<code>${kind === 'value' ? quotedWhole(of) : visible(of)}</code>`,
  )}`;
}
