import { randomUUID } from 'node:crypto';
import { AUTH_METHOD_TYPE, isProviderAddress, ROWS, type AttributeName } from '../attributes';
import { NOT_READ, type StoredValue } from '../drift/values';
import { SETTINGS } from '../settings';
import type {
  ConfiguredModule,
  ConfiguredResource,
  Expressions,
  Plan,
  ProviderConfiguration,
  ResourceKind,
} from './plan';

/** An address of Datadog in a provider's configuration. */
export interface Address {
  readonly site?: string;
  readonly apiUrl?: string;
}

/** The values that each variable of a module may have. */
type Variables = ReadonlyMap<string, readonly unknown[]>;

interface Module {
  /** `a.b` of the address `module.a["x"].module.b[0]`. */
  readonly path: string;
  readonly json: ConfiguredModule;
  readonly methods: readonly ConfiguredResource[];
  readonly variables: Variables;
  /** What its call gives its variables. */
  readonly inputs: Expressions;
}

const SECRET_SETTINGS = SETTINGS.filter(({ secret }) => secret).map(({ terraform }) => terraform);
const ADDRESS = ['site', 'api_url'];
const ORGANISATION = [...ADDRESS, 'org_uuid', ...SECRET_SETTINGS];
const SECRET_ATTRIBUTES = ROWS.filter(({ writeOnly }) => writeOnly).map(({ terraform }) => terraform);

/** The configuration in a plan, which shows a part of the code. */
export class Configuration {
  private readonly variables: Variables;
  private readonly modules: readonly Module[];
  private readonly methods: ReadonlyMap<string, ConfiguredResource>;
  /** The resources that have unknown values until the apply, as a reference names them in their module. */
  private readonly late: ReadonlySet<string>;
  /** Stands for what this plan does not show of a provider. */
  private readonly unknown = randomUUID();

  /** @param sharesEnvironment whether the other plans of the review have the same environment */
  constructor(
    private readonly plan: Plan,
    private readonly sharesEnvironment = false,
  ) {
    this.variables = new Map(Object.entries(plan.variables).map(([name, { value }]) => [name, [value]]));
    this.modules = modulesOf(plan.configuration.root_module ?? {}, '', this.variables, {});
    this.methods = new Map(
      this.modules.flatMap(({ path, methods }) => methods.map((one) => [`${path} ${one.name}`, one])),
    );
    // The marks are trees of `true`.
    const late = plan.resource_changes.filter((one) =>
      JSON.stringify(one.change.after_unknown ?? {}).includes('true'),
    );
    this.late = new Set(
      late.map(
        ({ mode, type, name, module_address }) =>
          `${modulePath(module_address)} ${mode === 'data' ? 'data.' : ''}${type}.${name}`,
      ),
    );
  }

  /** The value that an attribute has as a constant. An omitted one is `null`, an expression is not read. */
  attribute(method: ResourceKind, name: AttributeName): StoredValue {
    const declared = this.method(method);
    if (!declared) return NOT_READ;
    const { constant_value } = declared.expressions?.[name] ?? { constant_value: null };
    return constant_value === undefined ? NOT_READ : (constant_value as StoredValue);
  }

  /**
   * Where an auth method is, or may be: all addresses, where the plan does not show which provider it has.
   * Undefined stands for one that the plan does not show.
   */
  addresses(method: ResourceKind): readonly (Address | undefined)[] {
    const all = this.providers(method);
    const keys = [...this.methods.values()].map((one) => one.provider_config_key);
    // `required_providers` alone makes an entry too, without settings.
    const providers = all.filter(([key, one]) => all.length === 1 || one.expressions || keys.includes(key));
    return providers.length === 0 ? [{}] : providers.map(([, one]) => this.addressOf(one));
  }

  private addressOf({ expressions, module_address }: ProviderConfiguration): Address | undefined {
    const { variables = new Map() } = this.module(modulePath(module_address)) ?? {};
    const values = ADDRESS.map((name) => {
      if (!expressions?.[name]) return null;
      const [value, ...others] = valuesOf(expressions, name, variables);
      return others.length > 0 ? undefined : value;
    });
    if (values.includes(undefined)) return undefined;
    // What is no text is not valid, and must not become the default.
    const [site, apiUrl] = values.map((value) =>
      value === null || typeof value === 'string' ? (value ?? undefined) : JSON.stringify(value),
    );
    return { site, apiUrl };
  }

  /**
   * What the organisation of an auth method follows from, with its keys. Where the plan does not show a
   * value, no other provider's has the same. Undefined where it does not show the provider.
   */
  organisation(method: ResourceKind): string | undefined {
    const [key, { expressions }] = this.provider(method) ?? [undefined, {}];
    if (key === undefined) return undefined;
    const names = ORGANISATION.filter((name) => expressions?.[name]);
    const settings = names.map((name) => {
      const values = valuesOf(expressions, name, this.variables);
      return [name, values.length > 0 ? values : [this.unknown, key]];
    });
    const isOfEnvironment = names.every((name) => ADDRESS.includes(name));
    return JSON.stringify(
      isOfEnvironment && !this.sharesEnvironment ? [...settings, [this.unknown]] : settings,
    );
  }

  /** Whether the deploy changes one auth method only after another one. */
  waitsFor(method: ResourceKind, other: ResourceKind): boolean {
    const { depends_on, expressions } = this.method(method) ?? {};
    const references = JSON.stringify([depends_on, expressions]);
    const isBeside = method.module_address === other.module_address;
    return isBeside && references.includes(`"${AUTH_METHOD_TYPE}.${other.name}"`);
  }

  /**
   * The secrets that Terraform writes into the plan in clear text: sensitive variables, and whatever the
   * client secret and the provider's keys are made from, marked or not.
   */
  secrets(): readonly unknown[] {
    const ofProviders = Object.values(this.plan.configuration.provider_config ?? {}).flatMap(
      ({ expressions }) => SECRET_SETTINGS.flatMap((name) => valuesOf(expressions, name, this.variables)),
    );
    const ofModules = this.modules.flatMap(({ json, methods, variables }) => [
      ...Object.entries(json.variables ?? {}).flatMap(([name, variable]) =>
        variable.sensitive ? [variable.default, ...(variables.get(name) ?? [])] : [],
      ),
      ...methods.flatMap(({ expressions }) =>
        SECRET_ATTRIBUTES.flatMap((name) => valuesOf(expressions, name, variables)),
      ),
    ]);
    return [...ofProviders, ...ofModules];
  }

  /** Whether the client secret may come from a resource that has unknown values until the apply. */
  hasLateSecret(method: ResourceKind): boolean {
    const { expressions } = this.method(method) ?? {};
    const sources = SECRET_ATTRIBUTES.flatMap((name) => expressions?.[name]?.references ?? []);
    return this.isLate(sources, modulePath(method.module_address));
  }

  private isLate(sources: readonly string[], path: string): boolean {
    return sources.some((source) => {
      // The plan does not show what these come from.
      if (/^(local|module|each\.value)\b/.test(source)) return true;
      const variable = variableIn(source);
      if (variable === undefined) return this.late.has(`${path} ${source}`);
      const { inputs = {} } = this.module(path) ?? {};
      return this.isLate(inputs[variable]?.references ?? [], path.replace(/\.?[^.]*$/, ''));
    });
  }

  /**
   * The provider's configuration of an auth method. The plan does not show it for one that the code declares
   * no more, unless there is one alone.
   */
  private provider(method: ResourceKind) {
    const [only = ['', {}] as const, ...others] = this.providers(method);
    return others.length > 0 ? undefined : only;
  }

  /** The provider's configurations that an auth method can have. */
  private providers(method: ResourceKind) {
    const key = this.method(method)?.provider_config_key;
    return Object.entries(this.plan.configuration.provider_config ?? {}).filter(([name, { full_name }]) =>
      key === undefined ? isProviderAddress(full_name) : name === key,
    );
  }

  private module(path: string): Module | undefined {
    return this.modules.find((one) => one.path === path);
  }

  private method({ module_address, name }: ResourceKind): ConfiguredResource | undefined {
    return this.methods.get(`${modulePath(module_address)} ${name}`);
  }
}

function modulePath(address = ''): string {
  const instances = /module\.([^.[\]]+)(?:\[(?:\d+|"[^"\\]*(?:\\.[^"\\]*)*")\])?/g;
  return [...address.matchAll(instances)].map(([, call]) => call).join('.');
}

function modulesOf(
  json: ConfiguredModule,
  path: string,
  variables: Variables,
  inputs: Expressions,
): Module[] {
  const methods = (json.resources ?? []).filter(
    ({ type, mode }) => type === AUTH_METHOD_TYPE && mode === 'managed',
  );
  const below = Object.entries(json.module_calls ?? {}).flatMap(
    ([name, { module = {}, expressions = {} }]) => {
      const inner = Object.keys(expressions).map(
        (variable) => [variable, valuesOf(expressions, variable, variables)] as const,
      );
      return modulesOf(module, path === '' ? name : `${path}.${name}`, new Map(inner), expressions);
    },
  );
  return [{ path, json, methods, variables, inputs }, ...below];
}

/** The values that an expression may have, as far as the plan shows: its own, and those of its variables. */
function valuesOf(expressions: Expressions = {}, name: string, variables: Variables): unknown[] {
  const { constant_value, references = [] } = expressions[name] ?? {};
  const values = references.flatMap((reference) => variables.get(variableIn(reference) ?? '') ?? []);
  return [constant_value, ...values].filter((value) => value !== undefined);
}

function variableIn(reference: string): string | undefined {
  return /^var\.([^.[]+)$/.exec(reference)?.[1];
}
