import { ROWS } from '../../attributes';
import { quoted } from '../../text/quoted';
import type { TokenError } from '../../client/token-errors';
import type { Diagnostic } from '../../plugin/provider';

/** The action got no token. Nothing was about to be sent, so nothing is said of that. */
export function tokenRefused(error: TokenError, client: string): Diagnostic {
  const { summary, detail, attribute } = error.explain(`client ${quoted(client)}`, 'action');
  const row = ROWS.find(({ wire }) => wire === attribute);
  return { severity: 'error', summary, detail, ...(row ? { attribute: row.terraform } : {}) };
}
