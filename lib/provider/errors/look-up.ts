import { AUTH_METHOD_TYPE } from '../../attributes';
import { quoted } from '../../text/quoted';
import type { Diagnostic } from '../../plugin/provider';
import { diagnostic, error } from './shared';

/** Why a data source or an import did not find one auth method. */

export function notAUuid(id: string): Diagnostic {
  return error(`${quoted(id)} is not the id of an auth method`, [
    'The id of an auth method is a UUID such as 9e9c7e3e-e872-45b9-ad57-df0e745c432e.',
    'To import one by its name, write name: before it, as in id = "name:payments". ' +
      `Elsewhere, find the id by the name with the data source ${AUTH_METHOD_TYPE}.`,
  ]);
}

export function ofOtherSite(id: string, site: string, own: string): Diagnostic {
  return error(`Auth method ${id} belongs to the site ${quoted(site)}`, [
    `The identity names the site ${quoted(site)}, and this provider is configured for ${quoted(own)}.`,
    `Import it with a provider whose site is ${quoted(site)}, or correct identity.site.`,
  ]);
}

export function lookUpByOne(): Diagnostic {
  return error(`${AUTH_METHOD_TYPE} needs an id or a name`, [
    'The data source finds one auth method by its id or by its name.',
    'Set exactly one of the two.',
  ]);
}

/** @param near similar names, if any */
export function notFound(key: 'id' | 'name', value: string, near: readonly string[] = []): Diagnostic {
  const similar = near.length === 0 ? '' : ` Similar names:\n${lines(near.map(quoted))}`;
  return error(`There is no auth method with the ${key} ${quoted(value)}`, [
    `Datadog has no OAuth2 client credentials auth method with this ${key}.${similar}`,
    `Check the ${key}. Also check that the keys belong to the right organisation and site.`,
  ]);
}

/**
 * Several auth methods whose names are the same to Terraform, which normalises text (Unicode NFC).
 *
 * @param severity a warning about a result that omits them
 */
export function ambiguousName(
  severity: Diagnostic['severity'],
  name: string,
  ids: readonly string[],
): Diagnostic {
  return diagnostic(severity, `${ids.length} auth methods have the name ${quoted(name)}`, [
    `The name does not identify one of them, so no id was found by it:\n${lines(ids)}`,
    'Refer to them by their ids, or rename one of them in Datadog.',
  ]);
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `  ${text}`).join('\n');
}
