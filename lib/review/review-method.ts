import { COMPARED, ROWS, rowOf, type AttributeName, type ComparedName, type Scalar } from '../attributes';
import { NOT_KNOWN } from '../change/change';
import { isDrifted, judge, secretVerdict, type Agreement, type Judgement } from '../judge/judge';
import { show, type Shown } from '../judge/shown';
import { ABSENT, type StoredValue, type ThreeValues, type WantedValue } from '../judge/values';
import type { Place } from '../judge/ways-out';
import { MASK } from '../text/secrets';
import type { Code, MethodCode } from './code';
import type { Address, Configuration } from './configuration';
import { matchesOf } from './matches';
import type { Method } from './methods';
import { notesOf } from './notes';
import { plannedRequest, sendings, type Sending } from './requests';
import type { AttributeFinding, MethodFinding } from './review';
import type { SensitiveValues } from './sensitive';

export interface Context {
  readonly sensitive: SensitiveValues;
  readonly configuration: Configuration;
  readonly code?: Code;
}

/** What a review says of an auth method, and what it was made from. */
export interface ReviewedMethod {
  readonly finding: MethodFinding;
  readonly method: Method;
  readonly sendings: readonly Sending[];
  /** Where Datadog has it. */
  readonly datadog: Address;
}

export function reviewMethod(method: Method, context: Context): ReviewedMethod {
  const { address, id, action, movedFrom, importedFrom } = method;
  // The code is that of the root module.
  const code = method.resource.module === '' ? context.code?.get(method.resource.name) : undefined;
  const constructPath = code?.constructPath;
  const place: Place = constructPath === undefined ? { address } : { construct: constructPath };
  const hides = (name: ComparedName, value: Scalar | null) =>
    method.sensitive.has(name) || (value !== null && context.sensitive.in(String(value)));
  const attributes = ROWS.flatMap((row): AttributeFinding[] => {
    const name = row.terraform as AttributeName;
    const isCompared = (COMPARED as readonly string[]).includes(name);
    if (!row.writeOnly && !isCompared) return [];
    const judgement = isCompared
      ? judgeCompared(name as ComparedName, method, { context, code, place, hides })
      : judgeSecret(method);
    return [
      { attribute: name, property: rowOf(name).property as AttributeFinding['property'], ...judgement },
    ];
  });
  const requests = sendings(method);
  const finding = {
    address,
    ...(constructPath === undefined ? {} : { constructPath }),
    name: nameOf(method, hides),
    ...(id === undefined ? {} : { id }),
    action,
    ...(importedFrom === undefined
      ? {}
      : { importedFrom: context.sensitive.in(importedFrom) ? MASK : importedFrom }),
    ...(movedFrom === undefined ? {} : { movedFrom }),
    attributes,
    requests: requests.map((sending) => plannedRequest(sending, method, hides)),
    notes: notesOf(method, requests, attributes, place),
  };
  return {
    finding: { ...finding, matches: matchesOf(finding) },
    method,
    sendings: requests,
    datadog: context.configuration.address(method.resource),
  };
}

function judgeCompared(
  name: ComparedName,
  method: Method,
  from: {
    readonly context: Context;
    readonly code?: MethodCode;
    readonly place: Place;
    readonly hides: (name: ComparedName, value: Scalar | null) => boolean;
  },
): Judgement {
  const { deployed, live, wanted } = method;
  const values: ThreeValues = { deployed: deployed[name], live: live[name], wanted: wanted[name] };
  return judge(name, values, {
    agreement: agreementOf(name, method, from),
    place: from.place,
    isHidden: (value) => from.hides(name, value),
  });
}

function judgeSecret({ action, secretSent, live }: Method): Judgement {
  const unreadable: Shown = { kind: 'not-readable' };
  const absent: Shown = { kind: 'absent' };
  return {
    verdict: secretVerdict(secretSent),
    isDrifted: false,
    isChangedInCode: secretSent !== 'no',
    deployed: action === 'create' ? absent : unreadable,
    live: live.name === ABSENT ? absent : unreadable,
    wanted: { yes: { kind: 'masked' }, no: unreadable, unknown: { kind: 'unknown' } }[secretSent] as Shown,
    waysOut: [],
  };
}

function agreementOf(
  name: ComparedName,
  { resource, wanted }: Method,
  { context, code }: { readonly context: Context; readonly code?: MethodCode },
): Agreement {
  if (code) return code.ignores(name) ? 'ignores' : 'agrees';
  const configured = context.configuration.attribute(resource, name);
  if (configured.kind === 'unknown') return 'unverified';
  const values = { deployed: configured.value as StoredValue, live: wanted[name] as StoredValue };
  return isDrifted(name, values) ? 'ignores' : 'agrees';
}

/** The name in Datadog now, or the one that it will have, or had. */
function nameOf(
  { live, wanted, deployed }: Method,
  hides: (name: ComparedName, value: Scalar | null) => boolean,
): Shown {
  const names: readonly WantedValue[] = [live.name, wanted.name, deployed.name];
  const name = names.find((value) => typeof value === 'string') ?? names.find((value) => value === NOT_KNOWN);
  return show(name ?? ABSENT, typeof name === 'string' && hides('name', name));
}
