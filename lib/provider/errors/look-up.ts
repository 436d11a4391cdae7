import { AUTH_METHOD_TYPE } from '../../attributes';
import { quoted } from '../../checks';
import type { DatadogError } from '../../client/errors';
import type { Diagnostic } from '../../plugin/provider';
import { callFailed } from './shared';

/** What a person who looks for an auth method that exists is told. */

export function notAUuid(id: string): Diagnostic {
  return {
    severity: 'error',
    summary: `${quoted(id)} is not the id of an auth method`,
    detail: `Auth methods are known by a UUID such as 9e9c7e3e-e872-45b9-ad57-df0e745c432e, and this is none.\n\nTo import one by its name, write name: before it, as in "name:payments"; for anything else look the id up by the name with the data source ${AUTH_METHOD_TYPE}.`,
  };
}

export function lookUpByOne(): Diagnostic {
  return {
    severity: 'error',
    summary: `${AUTH_METHOD_TYPE} needs an id or a name`,
    detail: 'The data source finds one auth method by its id or by its name.\n\nGive exactly one of the two.',
  };
}

const CHECK_KEYS = 'and that the keys belong to the right organisation and site';

export function noSuchId(id: string): Diagnostic {
  return {
    severity: 'error',
    summary: `There is no auth method with the id ${quoted(id)}`,
    detail: `Datadog holds no OAuth2 client credentials auth method of this id.\n\nCheck the id, ${CHECK_KEYS}.`,
  };
}

/**
 * @param near names that may have been meant
 * @param count how many auth methods there are
 */
export function noSuchName(name: string, near: readonly string[], count: number): Diagnostic {
  const held =
    count === 1
      ? '1 OAuth2 client credentials auth method'
      : `${count} OAuth2 client credentials auth methods`;
  const alike =
    near.length === 0
      ? `Datadog holds ${held}, and none has a name like this.`
      : `Datadog holds ${held}, and none of this name. Near it are:\n${near.map((other) => `  ${quoted(other)}`).join('\n')}`;
  return {
    severity: 'error',
    summary: `There is no auth method with the name ${quoted(name)}`,
    detail: `${alike}\n\nCheck the name, ${CHECK_KEYS}.`,
  };
}

export function ambiguousName(name: string, ids: readonly string[]): Diagnostic {
  return { severity: 'error', ...ambiguity(name, ids, 'Give the id instead.') };
}

/** Two names that Terraform normalises to one (Unicode NFC). */
export function nameOmitted(name: string, ids: readonly string[]): Diagnostic {
  const todo = 'It is left out of ids. Rename one of them in Datadog, or refer to them by their ids.';
  return { severity: 'warning', ...ambiguity(name, ids, todo) };
}

function ambiguity(name: string, ids: readonly string[], todo: string) {
  return {
    summary: `${ids.length} auth methods have the name ${quoted(name)}`,
    detail: `The name does not tell which one is meant:\n${ids.map((id) => `  ${id}`).join('\n')}\n\n${todo}`,
  };
}

/** A name means nothing to Datadog's API without the list. */
export function nameNeedsTheList(error: DatadogError, name: string): Diagnostic {
  const failed = callFailed(error, 'the auth methods');
  if (error.status !== 403) return failed;
  return {
    ...failed,
    detail: `${failed.detail}\n\nOnly the list tells which id has the name ${quoted(name)}. Give the id instead: somebody who may list the auth methods finds it with "npx datadog-webhooks import --json".`,
  };
}
