import { decode, isRecord, parseJson } from '../text/json';
import { brokenPlan, notAPlan, unknownFormat } from './errors';
import { JsonReader } from './json-reader';

/** Stands for a value that is known after apply. */
export const AFTER_APPLY = '(known after apply)';

/**
 * What a review needs of a plan, as `terraform show -json` writes it
 * (https://developer.hashicorp.com/terraform/internals/json-format).
 */
export type Plan = ReturnType<typeof planOf>;
/** `module` is the module's address, and empty for the root module. */
export type ResourceKind = ReturnType<typeof kind>;
export type ResourceChange = ReturnType<typeof resourceChange>;
export type Change = ReturnType<typeof change>;
export interface PriorResource extends ResourceKind {
  readonly address: string;
  readonly values: unknown;
  readonly sensitive: unknown;
}

/**
 * Reads a plan's JSON.
 *
 * @param content the text, or the bytes of its file
 * @throws ReviewError when it is not a plan
 */
export function readPlan(content: string | Uint8Array): Plan {
  const text = decode(content);
  const document = parseJson(text);
  if (document === undefined) throw notAPlan(whatInstead(text));
  if (!isRecord(document)) throw notAPlan('is JSON, but not an object');
  if (!('configuration' in document && 'format_version' in document)) throw notAPlan(whichOther(document));
  const reader = new JsonReader(document, '', brokenPlan);
  const format = reader.text('format_version');
  if (!/^1\./.test(format)) throw unknownFormat(format);
  return planOf(reader);
}

function planOf(reader: JsonReader) {
  return {
    madeBy: makerOf(reader),
    terraformVersion: reader.text('terraform_version'),
    /** RFC 3339. */
    timestamp: reader.optionalText('timestamp'),
    /** Undefined in OpenTofu, as `complete`. */
    applyable: reader.optionalBoolean('applyable'),
    complete: reader.optionalBoolean('complete'),
    /** Whether the plan ended with an error. It has the rest. */
    errored: reader.optionalBoolean('errored') ?? false,
    changes: reader.children('resource_changes').map(resourceChange),
    /** What a refresh found changed since the last apply. */
    drift: reader.children('resource_drift').map(resourceChange),
    deferred: reader.children('deferred_changes').map((entry) => {
      const resource = entry.child('resource_change');
      const reason = entry.optionalText('reason') ?? 'unknown';
      return { reason, address: resource.text('address'), resource: kind(resource) };
    }),
    /** The managed resources of the state that the plan was made from, after its refresh. */
    prior: priorResources(reader.child('prior_state').child('values').child('root_module'), ''),
    outputs: reader.members('output_changes').map(([, output]) => change(output)),
    configuration: reader.child('configuration'),
    /** The values of the root module's variables, without the ephemeral ones. */
    variables: new Map(
      reader.members('variables').map(([name, variable]) => [name, [variable.raw('value')]]),
    ),
  };
}

/** The host that OpenTofu adds to an address without one, as `hashicorp/null`. Terraform adds its own. */
const TOFU_HOST = 'registry.opentofu.org/';

/**
 * OpenTofu writes its version where Terraform does. Its plans have providers of its registry, or they lack
 * `applyable`, which every Terraform that has the provider writes.
 * Source: internal/command/jsonplan in opentofu/opentofu.
 */
function makerOf(reader: JsonReader): 'Terraform' | 'OpenTofu' {
  const lacksApplyable = reader.optionalBoolean('applyable') === undefined;
  const providers = reader.child('configuration').members('provider_config');
  const hasTofuHost = providers.some(([, provider]) =>
    provider.optionalText('full_name')?.startsWith(TOFU_HOST),
  );
  return lacksApplyable || hasTofuHost ? 'OpenTofu' : 'Terraform';
}

function whichOther(document: object): string {
  if ('lineage' in document || 'values' in document) return 'is a state';
  if ('@level' in document) return 'is the log of `terraform plan -json`';
  return 'is JSON, but lacks "format_version" or "configuration"';
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

function kind(resource: JsonReader) {
  return {
    mode: resource.text('mode'),
    type: resource.text('type'),
    name: resource.text('name'),
    provider: resource.optionalText('provider_name') ?? '',
    module: resource.optionalText('module_address') ?? '',
  };
}

function resourceChange(resource: JsonReader) {
  return {
    ...kind(resource),
    address: resource.text('address'),
    previousAddress: resource.optionalText('previous_address'),
    /** The key of an object that a failed replacement left behind. It has the address of its replacement. */
    deposed: resource.optionalText('deposed'),
    reason: resource.optionalText('action_reason'),
    change: change(resource.child('change')),
  };
}

/** In the three trees of marks, `true` marks everything below. */
function change(reader: JsonReader) {
  return {
    actions: reader.texts('actions'),
    before: reader.raw('before') ?? null,
    after: reader.raw('after') ?? null,
    afterUnknown: reader.raw('after_unknown') ?? false,
    beforeSensitive: reader.raw('before_sensitive') ?? false,
    afterSensitive: reader.raw('after_sensitive') ?? false,
    importedFrom: reader.raw('importing') ? importedFrom(reader.child('importing')) : undefined,
  };
}

function importedFrom(importing: JsonReader): string {
  if (importing.optionalBoolean('unknown')) return AFTER_APPLY;
  return importing.optionalText('id') ?? JSON.stringify(importing.raw('identity') ?? {});
}

function priorResources(module: JsonReader, address: string): PriorResource[] {
  const own = module.children('resources').flatMap((resource) => {
    const values = resource.raw('values') ?? {};
    const one = {
      address: resource.text('address'),
      values,
      sensitive: resource.raw('sensitive_values') ?? false,
    };
    return resource.text('mode') === 'managed' ? [{ ...kind(resource), module: address, ...one }] : [];
  });
  const below = module.children('child_modules');
  return [...own, ...below.flatMap((child) => priorResources(child, child.optionalText('address') ?? ''))];
}
