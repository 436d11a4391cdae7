import { AUTH_METHOD_TYPE, ROWS, type AttributeName } from '../attributes';
import { SETTINGS } from '../settings';
import { isRecord } from '../text/json';
import type { JsonReader } from './json-reader';
import type { Plan, ResourceKind } from './plan';

/** What the configuration in a plan shows of an attribute. An omitted one has the value `null`. */
export type Configured = { readonly kind: 'known'; readonly value: unknown } | { readonly kind: 'unknown' };

/** An address of Datadog in a provider's configuration. */
export interface Address {
  readonly site?: string;
  readonly apiUrl?: string;
}

/** The auth methods in a plan's configuration, which shows a part of the code. */
export class Configuration {
  private readonly methods = new Map<string, JsonReader>();
  private readonly providers: JsonReader;

  constructor(plan: Plan) {
    this.providers = plan.configuration.child('provider_config');
    this.addModule(plan.configuration.child('root_module'), '');
  }

  attribute(method: ResourceKind, name: AttributeName): Configured {
    const resource = this.methods.get(keyOf(withoutIndexes(method.module), method.name));
    if (!resource) return { kind: 'unknown' };
    const expressions = resource.child('expressions');
    if (!expressions.has(name)) return { kind: 'known', value: null };
    const expression = expressions.child(name);
    return expression.names().includes('constant_value')
      ? { kind: 'known', value: expression.raw('constant_value') ?? null }
      : { kind: 'unknown' };
  }

  /** Where the provider of an auth method finds Datadog, as far as the configuration has it as a constant. */
  address(method: ResourceKind): Address {
    const resource = this.methods.get(keyOf(withoutIndexes(method.module), method.name));
    const provider = this.providers.child(resource?.optionalText('provider_config_key') ?? '');
    const expressions = provider.child('expressions');
    const constant = (name: string) => {
      const expression = expressions.raw(name);
      const given = isRecord(expression) ? expression.constant_value : undefined;
      return typeof given === 'string' ? given : undefined;
    };
    const [site, apiUrl] = [constant('site'), constant('api_url')];
    return { ...(site === undefined ? {} : { site }), ...(apiUrl === undefined ? {} : { apiUrl }) };
  }

  private addModule(module: JsonReader, path: string): void {
    for (const resource of module.children('resources'))
      if (resource.text('type') === AUTH_METHOD_TYPE && resource.text('mode') === 'managed')
        this.methods.set(keyOf(path, resource.text('name')), resource);
    for (const [name, call] of module.members('module_calls'))
      this.addModule(call.child('module'), path === '' ? name : `${path}.${name}`);
  }
}

function keyOf(module: string, name: string): string {
  return `${module} ${name}`;
}

/** `a.b` of the address `module.a["x"].module.b[0]`. */
function withoutIndexes(module: string): string {
  return [...module.matchAll(/module\.([^.[\]]+)(?:\[(?:\d+|"[^"\\]*(?:\\.[^"\\]*)*")\])?/g)]
    .map(([, name]) => name)
    .join('.');
}

/** The values that each variable of a module may have. */
type Variables = ReadonlyMap<string, readonly unknown[]>;

/**
 * The secrets that Terraform writes into the plan in clear text: sensitive variables, and whatever the
 * client secret and the provider's keys are made from, marked or not.
 */
export function literalSecrets(plan: Plan): readonly unknown[] {
  const root = plan.configuration.child('root_module');
  const variables = new Map([...plan.variables].map(([name, value]) => [name, [value]]));
  const providers = plan.configuration
    .members('provider_config')
    .flatMap(([, provider]) =>
      SETTINGS.filter(({ secret }) => secret).flatMap(({ terraform }) =>
        valuesOf(provider.child('expressions'), terraform, variables),
      ),
    );
  return [...providers, ...secretsOf(root, variables)];
}

const SECRET_ATTRIBUTES = ROWS.filter(({ writeOnly }) => writeOnly).map(({ terraform }) => terraform);

function secretsOf(module: JsonReader, variables: Variables): unknown[] {
  const marked = module.members('variables').flatMap(([name, variable]) => {
    if (!variable.optionalBoolean('sensitive')) return [];
    return [variable.raw('default'), ...(variables.get(name) ?? [])];
  });
  const own = module
    .children('resources')
    .filter((resource) => resource.text('type') === AUTH_METHOD_TYPE)
    .flatMap((resource) =>
      SECRET_ATTRIBUTES.flatMap((name) => valuesOf(resource.child('expressions'), name, variables)),
    );
  const below = module.members('module_calls').flatMap(([, call]) => {
    const given = call.child('expressions');
    const inner = given.names().map((name) => [name, valuesOf(given, name, variables)] as const);
    return secretsOf(call.child('module'), new Map(inner));
  });
  return [...marked, ...own, ...below];
}

/**
 * The values that an expression may have, as far as the plan shows them: its own, or those of its
 * variables.
 */
function valuesOf(expressions: JsonReader, name: string, variables: Variables): unknown[] {
  // Blocks are lists of expressions. None of them is an argument of ours.
  if (!expressions.has(name) || Array.isArray(expressions.raw(name))) return [];
  const expression = expressions.child(name);
  const references = expression
    .texts('references')
    .flatMap((reference) => variables.get(/^var\.([^.[]+)$/.exec(reference)?.[1] ?? '') ?? []);
  return [expression.raw('constant_value'), ...references];
}
