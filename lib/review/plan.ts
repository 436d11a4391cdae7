import { decode, isRecord, parseJson } from '../text/json';
import { quoted } from '../text/quoted';
import { notAPlan, unknown } from './errors';

/** Stands for a value that is known after apply. */
export const AFTER_APPLY = '(known after apply)';

/** What a plan, its configuration and its state call a resource. The root module has no address. */
export interface ResourceKind {
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  readonly provider_name?: string;
  readonly module_address?: string;
}

/** In the three trees of marks, `true` marks everything below. */
export interface Change {
  readonly actions: readonly string[];
  readonly before?: unknown;
  readonly after?: unknown;
  readonly after_unknown?: unknown;
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
  readonly importing?: { readonly id?: string; readonly unknown?: boolean; readonly identity?: unknown };
}

export interface ResourceChange extends ResourceKind {
  readonly address: string;
  readonly previous_address?: string;
  /** The key of an object that a failed replacement left behind. It has the address of its replacement. */
  readonly deposed?: string;
  readonly action_reason?: string;
  readonly change: Change;
}

export interface PriorResource extends ResourceKind {
  readonly address: string;
  readonly values?: unknown;
  readonly sensitive_values?: unknown;
}

interface StateModule {
  readonly address?: string;
  readonly resources?: readonly PriorResource[];
  readonly child_modules?: readonly StateModule[];
}

export type ByName<Value> = Readonly<Record<string, Value>>;

interface Expression {
  readonly constant_value?: unknown;
  readonly references?: readonly string[];
}

/** A block is a list, and none is an argument of ours. */
export type Expressions = ByName<Expression>;

export interface ConfiguredResource extends ResourceKind {
  readonly provider_config_key?: string;
  readonly expressions?: Expressions;
  readonly depends_on?: readonly string[];
}

export interface ConfiguredModule {
  readonly resources?: readonly ConfiguredResource[];
  readonly variables?: ByName<{ readonly default?: unknown; readonly sensitive?: boolean }>;
  readonly module_calls?: ByName<{ readonly module?: ConfiguredModule; readonly expressions?: Expressions }>;
}

export interface ProviderConfiguration {
  readonly full_name?: string;
  /** `module.a.module.b`. The root module has none. */
  readonly module_address?: string;
  readonly expressions?: Expressions;
}

/**
 * What a review needs of a plan, as `terraform show -json` writes it
 * (https://developer.hashicorp.com/terraform/internals/json-format).
 */
export interface Plan {
  readonly format_version: string;
  readonly terraform_version: string;
  /** RFC 3339. */
  readonly timestamp?: string;
  /** Absent in OpenTofu, as `complete`. */
  readonly applyable?: boolean;
  readonly complete?: boolean;
  /** Whether the plan ended with an error. It has the rest. */
  readonly errored: boolean;
  readonly resource_changes: readonly ResourceChange[];
  /** What a refresh found changed since the last apply. */
  readonly resource_drift: readonly ResourceChange[];
  readonly prior_state?: { readonly values?: { readonly root_module?: StateModule } };
  readonly output_changes: ByName<Change>;
  /** Those of the root module, without the ephemeral ones. */
  readonly variables: ByName<{ readonly value?: unknown }>;
  readonly configuration: {
    readonly provider_config?: ByName<ProviderConfiguration>;
    readonly root_module?: ConfiguredModule;
  };
}

/** Terraform omits what is empty. */
const EMPTY = {
  errored: false,
  resource_changes: [],
  resource_drift: [],
  output_changes: {},
  variables: {},
};

/**
 * Reads a plan's JSON. Its parts have the types that Terraform documents.
 *
 * @param content the text, or the bytes of its file
 * @throws ReviewError when it is not a plan
 */
export function readPlan(content: string | Uint8Array): Plan {
  const document = parseJson(decode(content));
  if (!isRecord(document) || !isRecord(document.configuration) || !('format_version' in document))
    throw notAPlan();
  const plan = { ...EMPTY, ...document } as unknown as Plan;
  if (!/^1\./.test(plan.format_version)) throw unknown(`the format_version ${quoted(plan.format_version)}`);
  return plan;
}

/** The managed resources of the state that the plan was made from, after its refresh. */
export function priorResources({ prior_state }: Plan): PriorResource[] {
  return resourcesIn(prior_state?.values?.root_module ?? {});
}

function resourcesIn({ address, resources = [], child_modules = [] }: StateModule): PriorResource[] {
  const managed = resources.filter(({ mode }) => mode === 'managed');
  const own = managed.map((resource) => ({ ...resource, module_address: address }));
  return [...own, ...child_modules.flatMap(resourcesIn)];
}

/** The id or name that a resource is imported from. */
export function importedFrom({ importing }: Change): string | undefined {
  if (!importing) return undefined;
  if (importing.unknown) return AFTER_APPLY;
  return importing.id ?? JSON.stringify(importing.identity ?? {});
}
