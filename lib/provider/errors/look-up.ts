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

export function noSuchId(id: string): Diagnostic {
  return error(`There is no auth method with the id ${quoted(id)}`, [
    'Datadog has no OAuth2 client credentials auth method with this id.',
    'Check the id. Also check that the keys belong to the right organisation and site.',
  ]);
}

/** @param near similar names, if any */
export function noSuchName(name: string, near: readonly string[]): Diagnostic {
  return error(`There is no auth method with the name ${quoted(name)}`, [
    near.length === 0
      ? 'Datadog has no OAuth2 client credentials auth method with this name or a similar one.'
      : `Datadog has none with this name. Similar names:\n${lines(near.map(quoted))}`,
    'Check the name. Also check that the keys belong to the right organisation and site.',
  ]);
}

export function ambiguousName(name: string, ids: readonly string[]): Diagnostic {
  return severalOfName('error', name, ids, 'Use the id instead.');
}

/** Two names that are the same to Terraform, which normalises text (Unicode NFC). */
export function nameOmitted(name: string, ids: readonly string[]): Diagnostic {
  const todo = 'So ids omits the name. Rename one of them in Datadog, or refer to them by their ids.';
  return severalOfName('warning', name, ids, todo);
}

function severalOfName(
  severity: Diagnostic['severity'],
  name: string,
  ids: readonly string[],
  todo: string,
): Diagnostic {
  return diagnostic(severity, `${ids.length} auth methods have the name ${quoted(name)}`, [
    `The name does not identify one of them:\n${lines(ids)}`,
    todo,
  ]);
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `  ${text}`).join('\n');
}
