import {
  AUTH_METHOD_ATTRIBUTES,
  COMPARED,
  type AttributeName,
  type ComparedName,
  type Scalar,
} from '../attributes';
import { NOT_KNOWN } from '../change/change';
import { isDrifted, judge, judgeSecret, type Agreement, type Judgement } from '../drift/judge';
import { show, type Shown } from '../drift/shown';
import { ABSENT, NOT_READ, type StoredValue, type ThreeValues, type WantedValue } from '../drift/values';
import type { Place } from '../drift/ways-out';
import { MASK } from '../text/secrets';
import type { Code, MethodCode } from './code';
import type { Configuration } from './configuration';
import { matchesOf } from './matches';
import type { Method } from './methods';
import { notesOf } from './notes';
import { plannedRequest, sendings } from './requests';
import type { AttributeFinding, MethodFinding } from './review';
import type { SensitiveValues } from './sensitive';

export interface Context {
  /** All auth methods of the plan. */
  readonly methods: readonly Method[];
  readonly sensitive: SensitiveValues;
  readonly configuration: Configuration;
  readonly code?: Code;
}

type Hides = (name: ComparedName, value: Scalar | null) => boolean;

/** What a review says of an auth method. */
export function reviewMethod(method: Method, context: Context): MethodFinding {
  const { address, id, action, resource, movedFrom, importedFrom, secretSent } = method;
  const { sensitive, configuration } = context;
  // The code is that of the root module.
  const code = resource.module === '' ? context.code?.get(resource.name) : undefined;
  const constructPath = code?.constructPath;
  const place: Place =
    constructPath !== undefined
      ? { language: 'TypeScript', path: constructPath }
      : { language: 'HCL', path: address };
  const hides: Hides = (name, value) =>
    method.sensitive.has(name) || (value !== null && sensitive.in(String(value)));
  const judgeCompared = (name: ComparedName) => {
    const { deployed, live, wanted } = method;
    const values: ThreeValues = { deployed: deployed[name], live: live[name], wanted: wanted[name] };
    const agreement = agreementOf(name, method, { code, configuration });
    return judge(name, values, { agreement, place, isHidden: (value) => hides(name, value) });
  };
  const attributes = AUTH_METHOD_ATTRIBUTES.flatMap((row): AttributeFinding[] => {
    const { terraform: attribute, property } = row;
    if ('writeOnly' in row) return [{ attribute, property, ...judgeSecretOf(method) }];
    return isCompared(attribute) ? [{ attribute, property, ...judgeCompared(attribute) }] : [];
  });
  const requests = sendings(method);
  const finding = {
    address,
    constructPath,
    name: nameOf(method, hides),
    id,
    action,
    importedFrom: importedFrom !== undefined && sensitive.in(importedFrom) ? MASK : importedFrom,
    movedFrom,
    attributes,
    requests: requests.map((sending) => plannedRequest(sending, secretSent, hides)),
    notes: notesOf(method, { requests, attributes, place, methods: context.methods }),
  };
  return { ...finding, matches: matchesOf(finding) };
}

function isCompared(name: AttributeName): name is ComparedName {
  return (COMPARED as readonly string[]).includes(name);
}

function judgeSecretOf({ action, secretSent, live }: Method): Judgement {
  return judgeSecret(secretSent, {
    deployed: action === 'create' ? ABSENT : NOT_READ,
    live: live.name === ABSENT ? ABSENT : NOT_READ,
  });
}

function agreementOf(
  name: ComparedName,
  { resource, wanted }: Method,
  { code, configuration }: { readonly code?: MethodCode; readonly configuration: Configuration },
): Agreement {
  if (code) return code.ignores(name) ? 'ignores' : 'agrees';
  const configured = configuration.attribute(resource, name);
  if (configured === NOT_READ) return 'unverified';
  const isIgnored = isDrifted(name, { deployed: configured, live: wanted[name] as StoredValue });
  return isIgnored ? 'ignores' : 'agrees';
}

/** The name in Datadog now, or the one that it will have, or had. */
function nameOf({ live, wanted, deployed }: Method, hides: Hides): Shown {
  const names: readonly WantedValue[] = [live.name, wanted.name, deployed.name];
  const name = names.find((value) => typeof value === 'string') ?? names.find((value) => value === NOT_KNOWN);
  return show(name ?? ABSENT, (value) => hides('name', value));
}
