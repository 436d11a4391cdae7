import { type AttributeRow, ROWS } from '../attributes';
import type { ChangeHookConfig } from './change-hook-config';
import { wrongWatchedAttributes } from './errors';
import { type LocalExecProvisioner, propertyAccess, ref, type TerraformResource, Token } from './framework';
import { unknownProperties } from './known-properties';
import { hookResource } from './hook-resource';

const PROPERTIES = ['command', 'on', 'environment', 'workingDir', 'interpreter'];

/**
 * A resource that is replaced, and so runs its command, when a watched attribute of the auth method changed.
 */
export function changeHook(
  method: TerraformResource,
  id: string,
  config: ChangeHookConfig,
): TerraformResource {
  const watched = watchedRows(`${method.node.path}/${id}`, config.on);
  const hook = hookResource(method, id, {
    // One hook for each instance of the auth method.
    forEach: method.forEach,
    count: method.count,
    triggers: Object.fromEntries(watched.map((row) => [row.property, reference(method, row)])),
    provisioners: [localExec(method, watched, config)],
  });
  hook.node.addValidation({ validate: () => unknownProperties(config, [], PROPERTIES) });
  return hook;
}

function watchedRows(path: string, on: readonly string[] | undefined): readonly AttributeRow[] {
  // An attribute that Datadog is never sent describes the deploy, not the auth method.
  const named = on ?? ROWS.filter((row) => row.in.includes('patch')).map((row) => row.property);
  const isKnown = (name: string) => ROWS.some((row) => row.property === name);
  if (named.length === 0 || !named.every(isKnown)) throw wrongWatchedAttributes(path, named);
  // A write-only attribute cannot be read; the revision grows with each secret that is sent.
  const properties = named.map((name) => (name === 'clientSecret' ? 'clientSecretRevision' : name));
  return ROWS.filter((row) => properties.includes(row.property));
}

function localExec(
  method: TerraformResource,
  watched: readonly AttributeRow[],
  { command, environment, workingDir, interpreter }: ChangeHookConfig,
): LocalExecProvisioner {
  const variables = ROWS.filter((row) => watched.includes(row) || ['id', 'name'].includes(row.property));
  return {
    type: 'local-exec',
    command: verbatim(command),
    environment: {
      ...Object.fromEntries(
        Object.entries(environment ?? {}).map(([name, value]) => [name, verbatim(value)]),
      ),
      ...Object.fromEntries(variables.map((row) => [environmentName(row.property), reference(method, row)])),
      AUTH_METHOD_WATCHED: watched.map((row) => row.property).join(','),
    },
    workingDir,
    interpreter,
  };
}

function environmentName(property: string): string {
  return `AUTH_METHOD_${property.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
}

/** An attribute of the auth method, or of the instance that belongs to this hook. */
function reference(method: TerraformResource, row: AttributeRow): string {
  const index = method.forEach ? [ref('each.key')] : method.count === undefined ? [] : [ref('count.index')];
  return Token.asString(propertyAccess(method.fqn, [...index, row.terraform]));
}

/**
 * Escapes `${…}` and `%{…}`, which Terraform would read as its own, so that the text reaches the shell as
 * written. References (`${TfToken[…]}` until the framework resolves them) stay Terraform's.
 */
function verbatim(text: string): string {
  return text.replace(/\$+(?=\$\{TfToken\[)|\$\{(?!TfToken\[)|%\{/g, (sign) =>
    sign.endsWith('{') ? `${sign[0]}${sign}` : `\${"${sign}"}`,
  );
}
