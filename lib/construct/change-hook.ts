import { NullProvider } from '@cdktf/provider-null/lib/provider';
import { Resource as NullResource } from '@cdktf/provider-null/lib/resource';
import {
  Aspects,
  type IAspect,
  type LocalExecProvisioner,
  propertyAccess,
  ref,
  TerraformStack,
  type TerraformResource,
  Token,
} from './framework';
import type { IConstruct } from 'constructs';
import { type AttributeRow, ROWS } from '../attributes';
import type { ChangeHookConfig } from './change-hook-config';
import { nothingWatched, unknownWatchedAttributes } from './errors';

/** A resource beside the auth method that is replaced, and so runs its command, when a watched attribute changed. */
export function changeHook(method: TerraformResource, id: string, config: ChangeHookConfig): NullResource {
  const watched = watchedRows(`${method.node.path}/${id}`, config.on);
  ensureNullProvider(TerraformStack.of(method));
  return new NullResource(method, id, {
    // One hook for each instance of the auth method.
    forEach: method.forEach,
    count: method.count,
    triggers: Object.fromEntries(watched.map((row) => [row.property, reference(method, row)])),
    provisioners: [localExec(method, watched, config)],
  });
}

function watchedRows(path: string, on: readonly string[] | undefined): readonly AttributeRow[] {
  // What Datadog is never sent says something about the deploy, not about the auth method.
  const named = on ?? ROWS.filter((row) => row.in.includes('patch')).map((row) => row.property);
  if (named.length === 0) throw nothingWatched(path);
  const unknown = named.filter((name) => !ROWS.some((row) => row.property === name));
  if (unknown.length > 0) {
    throw unknownWatchedAttributes(
      path,
      unknown,
      ROWS.map((row) => row.property),
    );
  }
  // A write-only attribute can be read nowhere; the revision moves with each secret that is sent.
  const properties = named.map((name) => (name === 'clientSecret' ? 'clientSecretRevision' : name));
  return ROWS.filter((row) => properties.includes(row.property));
}

function localExec(
  method: TerraformResource,
  watched: readonly AttributeRow[],
  { command, environment, workingDir, interpreter }: ChangeHookConfig,
): LocalExecProvisioner {
  const shown = ROWS.filter((row) => watched.includes(row) || ['id', 'name'].includes(row.property));
  return {
    type: 'local-exec',
    command: verbatim(command),
    environment: {
      ...Object.fromEntries(
        Object.entries(environment ?? {}).map(([name, value]) => [name, verbatim(value)]),
      ),
      ...Object.fromEntries(shown.map((row) => [environmentName(row.property), reference(method, row)])),
      AUTH_METHOD_WATCHED: watched.map((row) => row.property).join(','),
    },
    workingDir,
    interpreter,
  };
}

function environmentName(property: string): string {
  return `AUTH_METHOD_${property.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
}

/** An attribute of the auth method, or of the same instance of it where there are several. */
function reference(method: TerraformResource, row: AttributeRow): string {
  const index = method.forEach ? [ref('each.key')] : method.count === undefined ? [] : [ref('count.index')];
  return Token.asString(propertyAccess(method.fqn, [...index, row.terraform]));
}

/**
 * Text that reaches the shell as it was written, although Terraform reads `${…}` and `%{…}` as its own; only the
 * references in it (`${TfToken[…]}` until cdktf resolves them) are left to Terraform.
 */
function verbatim(text: string): string {
  return text.replace(/\$+(?=\$\{TfToken\[)|\$\{(?!TfToken\[)|%\{/g, (found) =>
    found.endsWith('{') ? `${found[0]}${found}` : `\${"${found}"}`,
  );
}

/**
 * Adds the null provider to a stack that has none. It waits for synth, since the stack may get its own after the hook,
 * and Terraform takes no two.
 */
class NullProviderPresence implements IAspect {
  public constructor(private readonly stack: TerraformStack) {}

  public visit(construct: IConstruct): void {
    if (construct !== this.stack) return;
    const providers = this.stack.allProviders();
    if (providers.some((provider) => provider.terraformResourceType === NullProvider.tfResourceType)) return;
    new NullProvider(this.stack, 'change-hooks-null-provider');
  }
}

function ensureNullProvider(stack: TerraformStack): void {
  const aspects = Aspects.of(stack);
  if (!aspects.all.some((aspect) => aspect instanceof NullProviderPresence)) {
    aspects.add(new NullProviderPresence(stack));
  }
}
