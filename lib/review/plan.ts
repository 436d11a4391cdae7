import { isRecord, parseJson } from '../text/json';
import { brokenPlan, erroredPlan, notAPlan, unknownFormat } from './errors';
import { JsonReader, type JsonObject } from './json-reader';

/** Stands for a value that is known after apply. */
export const AFTER_APPLY = '(known after apply)';

/**
 * A plan as `terraform show -json` writes it, as far as a review needs it
 * (https://developer.hashicorp.com/terraform/internals/json-format).
 */
export interface Plan {
  readonly madeBy: 'Terraform' | 'OpenTofu';
  readonly version: string;
  /** RFC 3339. Undefined before Terraform 1.5. */
  readonly timestamp?: string;
  /** Undefined before Terraform 1.8 and in OpenTofu. */
  readonly applyable?: boolean;
  /** Undefined before Terraform 1.8 and in OpenTofu. */
  readonly complete?: boolean;
  readonly changes: readonly ResourceChange[];
  /** What a refresh found changed since the last apply. */
  readonly drift: readonly ResourceChange[];
  readonly deferred: readonly {
    readonly reason: string;
    readonly address: string;
    readonly resource: ResourceKind;
  }[];
  /** The managed resources of the state that the plan was made from, after the refresh if there was one. */
  readonly prior: readonly PriorResource[];
  readonly outputs: readonly Change[];
  readonly configuration: JsonReader;
  /** The values of the root module's variables, without the ephemeral ones. */
  readonly variables: ReadonlyMap<string, unknown>;
}

export interface ResourceKind {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly provider: string;
  /** The module's address; empty for the root module. */
  readonly module: string;
}

export interface ResourceChange extends ResourceKind {
  readonly address: string;
  readonly previousAddress?: string;
  /** The key of an object that a failed replacement left behind. It has the address of its replacement. */
  readonly deposed?: string;
  readonly reason?: string;
  readonly change: Change;
}

export interface Change {
  readonly actions: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
  /** `true` marks everything below. */
  readonly afterUnknown: unknown;
  readonly beforeSensitive: unknown;
  readonly afterSensitive: unknown;
  /** The id. Undefined when nothing is imported. */
  readonly importedFrom?: string;
}

export interface PriorResource extends ResourceKind {
  readonly address: string;
  readonly values: JsonObject;
  readonly sensitive: unknown;
}

/**
 * Reads a plan's JSON.
 *
 * @param content the text, or the bytes of its file: Windows PowerShell writes UTF-16
 * @throws ReviewError when it is not a plan, is not complete, or ended with an error
 */
export function readPlan(content: string | Uint8Array): Plan {
  const document = parsed(textOf(content));
  const reader = new JsonReader(document, '', brokenPlan);
  const format = reader.text('format_version');
  if (!/^1\./.test(format)) throw unknownFormat(format);
  if (reader.optionalBoolean('errored')) throw erroredPlan();
  return {
    ...makerOf(reader),
    timestamp: reader.optionalText('timestamp'),
    applyable: reader.optionalBoolean('applyable'),
    complete: reader.optionalBoolean('complete'),
    changes: reader.children('resource_changes').map(resourceChange),
    drift: reader.children('resource_drift').map(resourceChange),
    deferred: reader.children('deferred_changes').map((entry) => {
      const resource = entry.child('resource_change');
      return {
        reason: entry.optionalText('reason') ?? 'unknown',
        address: resource.text('address'),
        resource: kind(resource),
      };
    }),
    prior: priorResources(reader.child('prior_state').child('values').child('root_module'), ''),
    outputs: reader.members('output_changes').map(([, output]) => change(output)),
    configuration: reader.child('configuration'),
    variables: new Map(reader.members('variables').map(([name, variable]) => [name, variable.raw('value')])),
  };
}

function parsed(text: string): JsonObject {
  const document = parseJson(text);
  if (document === undefined) throw notAPlan(whatInstead(text));
  if (!isRecord(document)) throw notAPlan('is JSON, but not an object');
  if ('configuration' in document && 'format_version' in document) return document;
  if ('lineage' in document || 'values' in document) throw notAPlan('is a state');
  if ('@level' in document) throw notAPlan('is the log of `terraform plan -json`');
  throw notAPlan('is JSON, but lacks "format_version" or "configuration"');
}

/**
 * OpenTofu writes its version where Terraform does, and never `applyable`, which Terraform has had since
 * 1.8.
 */
function makerOf(reader: JsonReader): Pick<Plan, 'madeBy' | 'version'> {
  const version = reader.text('terraform_version');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isTofu = reader.optionalBoolean('applyable') === undefined && (major > 1 || minor >= 8);
  return { madeBy: isTofu ? 'OpenTofu' : 'Terraform', version };
}

/** Windows PowerShell's `>` writes UTF-16. */
function textOf(content: string | Uint8Array): string {
  if (typeof content === 'string') return content.replace(/^\uFEFF/, '');
  const isUtf16 = content[0] === 0xff && content[1] === 0xfe;
  return new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(content);
}

function whatInstead(text: string): string {
  const start = text.trimStart();
  if (start === '') return 'is empty';
  if (start.startsWith('PK')) return 'is the saved plan itself';
  if (start.startsWith('<')) return 'is an HTML or XML page';
  if (start.startsWith('{"@level"')) return 'is the log of `terraform plan -json`';
  if (/^(\[command\]|::)/.test(start))
    return 'begins with a line of a wrapper (with setup-terraform, set terraform_wrapper: false)';
  return start.startsWith('{') ? 'is cut off or broken' : 'is not JSON';
}

function kind(resource: JsonReader): ResourceKind {
  return {
    mode: resource.text('mode'),
    type: resource.text('type'),
    name: resource.text('name'),
    provider: resource.optionalText('provider_name') ?? '',
    module: resource.optionalText('module_address') ?? '',
  };
}

function resourceChange(resource: JsonReader): ResourceChange {
  return {
    ...kind(resource),
    address: resource.text('address'),
    previousAddress: resource.optionalText('previous_address'),
    deposed: resource.optionalText('deposed'),
    reason: resource.optionalText('action_reason'),
    change: change(resource.child('change')),
  };
}

function change(reader: JsonReader): Change {
  return {
    actions: reader.texts('actions'),
    before: reader.raw('before') ?? null,
    after: reader.raw('after') ?? null,
    afterUnknown: reader.raw('after_unknown') ?? false,
    beforeSensitive: reader.raw('before_sensitive') ?? false,
    afterSensitive: reader.raw('after_sensitive') ?? false,
    importedFrom: reader.has('importing') ? importedFrom(reader.child('importing')) : undefined,
  };
}

function importedFrom(importing: JsonReader): string {
  if (importing.optionalBoolean('unknown')) return AFTER_APPLY;
  return importing.optionalText('id') ?? JSON.stringify(importing.raw('identity') ?? {});
}

function priorResources(module: JsonReader, address: string): PriorResource[] {
  const own = module
    .children('resources')
    .filter((resource) => resource.text('mode') === 'managed')
    .map((resource) => ({
      ...kind(resource),
      module: address,
      address: resource.text('address'),
      values: (resource.raw('values') ?? {}) as JsonObject,
      sensitive: resource.raw('sensitive_values') ?? false,
    }));
  const below = module
    .children('child_modules')
    .flatMap((child) => priorResources(child, child.optionalText('address') ?? ''));
  return [...own, ...below];
}
