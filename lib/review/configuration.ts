import { AUTH_METHOD_TYPE, isProviderAddress, ROWS, type AttributeName } from '../attributes';
import { NOT_READ, type StoredValue } from '../drift/values';
import { SETTINGS } from '../settings';
import type { JsonReader } from './json-reader';
import type { Plan, ResourceKind } from './plan';

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
  readonly json: JsonReader;
  readonly methods: readonly JsonReader[];
  readonly variables: Variables;
}

const SECRET_SETTINGS = SETTINGS.filter(({ secret }) => secret).map(({ terraform }) => terraform);
const ORGANISATION = ['site', 'api_url', 'org_uuid', ...SECRET_SETTINGS];
const SECRET_ATTRIBUTES = ROWS.filter(({ writeOnly }) => writeOnly).map(({ terraform }) => terraform);

/** The configuration in a plan, which shows a part of the code. */
export class Configuration {
  private readonly modules: readonly Module[];
  private readonly methods: ReadonlyMap<string, JsonReader>;

  constructor(private readonly plan: Plan) {
    this.modules = modulesOf(plan.configuration.child('root_module'), '', plan.variables);
    const methods = this.modules.flatMap(({ path, methods }) =>
      methods.map((method) => [`${path} ${method.text('name')}`, method] as const),
    );
    this.methods = new Map(methods);
  }

  /** The value that an attribute has as a constant. An omitted one is `null`, an expression is not read. */
  attribute(method: ResourceKind, name: AttributeName): StoredValue {
    const expressions = this.method(method)?.child('expressions');
    if (!expressions) return NOT_READ;
    if (!expressions.raw(name)) return null;
    const constant = expressions.child(name).raw('constant_value');
    return constant === undefined ? NOT_READ : (constant as StoredValue);
  }

  /** Where the provider of an auth method finds Datadog, as far as it has it as a constant. */
  address(method: ResourceKind): Address {
    const provider = this.provider(method);
    const constant = (name: string) => {
      const [value = null] = valuesOf(provider, name, new Map());
      // What is no text is not valid, and must not become the default.
      return value === null || typeof value === 'string' ? (value ?? undefined) : JSON.stringify(value);
    };
    return { site: constant('site'), apiUrl: constant('api_url') };
  }

  /**
   * What the organisation of an auth method follows from, with its keys. Undefined where the plan does not
   * show it.
   */
  organisation(method: ResourceKind): string | undefined {
    const provider = this.provider(method);
    const settings = ORGANISATION.filter((name) => provider.child('expressions').raw(name));
    const values = settings.map((name) =>
      valuesOf(provider, name, this.plan.variables).filter((one) => one !== undefined),
    );
    const isShown = values.every(({ length }) => length > 0);
    return isShown ? JSON.stringify(settings.map((name, index) => [name, values[index]])) : undefined;
  }

  /**
   * The provider's configuration of an auth method. The plan does not show it for one that the code declares
   * no more, unless there is one alone.
   */
  providerKey(method: ResourceKind): string | undefined {
    const providers = this.plan.configuration.members('provider_config');
    const [only = '', ...others] = providers.flatMap(([key, provider]) =>
      isProviderAddress(provider.optionalText('full_name')) ? [key] : [],
    );
    return this.method(method)?.optionalText('provider_config_key') ?? (others.length > 0 ? undefined : only);
  }

  /** Whether the deploy changes one auth method only after another one. */
  waitsFor(method: ResourceKind, other: ResourceKind): boolean {
    const json = this.method(method);
    const references = JSON.stringify([json?.raw('depends_on'), json?.raw('expressions')]);
    return method.module === other.module && references.includes(`"${AUTH_METHOD_TYPE}.${other.name}"`);
  }

  /**
   * The secrets that Terraform writes into the plan in clear text: sensitive variables, and whatever the
   * client secret and the provider's keys are made from, marked or not.
   */
  secrets(): readonly unknown[] {
    const { configuration, variables: ofRoot } = this.plan;
    const ofProviders = configuration
      .members('provider_config')
      .flatMap(([, provider]) => SECRET_SETTINGS.flatMap((name) => valuesOf(provider, name, ofRoot)));
    const ofModules = this.modules.flatMap(({ json, methods, variables }) => [
      ...json.members('variables').flatMap(([name, variable]) => {
        const isSensitive = variable.optionalBoolean('sensitive');
        return isSensitive ? [variable.raw('default'), ...(variables.get(name) ?? [])] : [];
      }),
      ...methods.flatMap((method) => SECRET_ATTRIBUTES.flatMap((name) => valuesOf(method, name, variables))),
    ]);
    return [...ofProviders, ...ofModules];
  }

  /** Whether the client secret comes from a resource that has unknown values until the apply. */
  hasLateSecret(method: ResourceKind): boolean {
    const expressions = this.method(method)?.child('expressions');
    const sources = SECRET_ATTRIBUTES.flatMap((name) =>
      expressions?.raw(name) ? expressions.child(name).texts('references') : [],
    );
    return this.plan.changes.some(({ mode, type, name, module, change }) => {
      const source = `${mode === 'data' ? 'data.' : ''}${type}.${name}`;
      const isSource = module === method.module && sources.includes(source);
      // The marks are trees of `true`.
      return isSource && JSON.stringify(change.afterUnknown).includes('true');
    });
  }

  private provider(method: ResourceKind): JsonReader {
    const key = this.method(method)?.optionalText('provider_config_key') ?? '';
    return this.plan.configuration.child('provider_config').child(key);
  }

  private method({ module, name }: ResourceKind): JsonReader | undefined {
    const instances = /module\.([^.[\]]+)(?:\[(?:\d+|"[^"\\]*(?:\\.[^"\\]*)*")\])?/g;
    const path = [...module.matchAll(instances)].map(([, call]) => call).join('.');
    return this.methods.get(`${path} ${name}`);
  }
}

function modulesOf(json: JsonReader, path: string, variables: Variables): Module[] {
  const methods = json
    .children('resources')
    .filter((one) => one.text('type') === AUTH_METHOD_TYPE && one.text('mode') === 'managed');
  const below = json.members('module_calls').flatMap(([name, call]) => {
    const names = call.child('expressions').names();
    const inner = names.map((variable) => [variable, valuesOf(call, variable, variables)] as const);
    return modulesOf(call.child('module'), path === '' ? name : `${path}.${name}`, new Map(inner));
  });
  return [{ path, json, methods, variables }, ...below];
}

/** The values that an expression may have, as far as the plan shows: its own, and those of its variables. */
function valuesOf(block: JsonReader, name: string, variables: Variables): unknown[] {
  const expressions = block.child('expressions');
  // Blocks are lists of expressions. None of them is an argument of ours.
  if (Array.isArray(expressions.raw(name))) return [];
  const expression = expressions.child(name);
  const references = expression
    .texts('references')
    .flatMap((reference) => variables.get(/^var\.([^.[]+)$/.exec(reference)?.[1] ?? '') ?? []);
  return [expression.raw('constant_value'), ...references];
}
