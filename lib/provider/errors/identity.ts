import { quoted } from '../../text/quoted';
import type { Diagnostic } from '../../plugin/provider';

/** An import by identity that cannot be done. Terraform allows no attribute path here. */

export function identityNotAUuid(id: string): Diagnostic {
  return {
    severity: 'error',
    summary: `${quoted(id)} is not the id of an auth method`,
    detail:
      'The id of an auth method is a UUID such as 9e9c7e3e-e872-45b9-ad57-df0e745c432e.\n\n' +
      'Set identity.id to one. To import by name, set id = "name:payments" instead of identity.',
  };
}

export function ofOtherSite(id: string, site: string, own: string): Diagnostic {
  return {
    severity: 'error',
    summary: `Auth method ${id} belongs to the site ${quoted(site)}`,
    detail:
      `The identity names the site ${quoted(site)}, and this provider is configured for ${quoted(own)}.\n\n` +
      `Import it with a provider whose site is ${quoted(site)}, or correct identity.site.`,
  };
}
