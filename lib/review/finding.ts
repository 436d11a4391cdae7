import { AUTH_METHOD_ATTRIBUTES, COMPARED, type ComparedName, type Scalar } from '../attributes';
import { changesToken, NOT_KNOWN } from '../change/change';
import { isDrifted, isToDecide, judge, judgeSecret, type Agreement, type Judgement } from '../drift/judge';
import { show } from '../drift/display';
import { ABSENT, NOT_READ, type StoredValue, type ThreeValues, type WantedValue } from '../drift/values';
import { waysOut, type Place } from '../drift/ways-out';
import { MASK } from '../text/secrets';
import type { Code } from './code';
import type { Configuration } from './configuration';
import { reportedDiagnostics } from './diagnostics';
import type { Method } from './method';
import { holderOf, isSameName, nameIn } from './names';
import { notesOf, type Facts } from './notes';
import { withOutcome } from './outcomes';
import { plannedRequest } from './requests';
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

/** What a review says of an auth method. From here on, no value is in it that must not be shown. */
export function findingOf(method: Method, context: Context): MethodFinding {
  const { address, id, action, resource, movedFrom, renamedFrom, importedFrom, secretSent } = method;
  const { sensitive, methods, configuration } = context;
  // The code is that of the root module.
  const code = resource.module === '' ? context.code?.get(resource.name) : undefined;
  const constructPath = code?.constructPath;
  const place: Place =
    constructPath !== undefined
      ? { language: 'TypeScript', path: constructPath }
      : { language: 'HCL', path: address };
  const hides: Hides = (name, value) =>
    method.sensitive.has(name) || (value !== null && sensitive.in(String(value)));
  const isReplaced = method.live.name !== ABSENT && method.drafts.some((draft) => draft.method === 'POST');
  const agreement = (name: ComparedName) =>
    isReplaced ? 'replaces' : (code?.agreement(name) ?? agreementIn(configuration, name, method));
  const attributes = attributesOf(method, agreement, hides);
  const decisions = attributes.filter(isToDecide);
  const facts = factsOf(method, attributes, place, holderOf(method, methods, configuration));
  const freed = renamedFrom === undefined ? facts.holder?.id : id;
  return withOutcome({
    address,
    constructPath,
    name: nameOf(method, hides, configuration),
    id,
    action,
    importedFrom: importedFrom !== undefined && sensitive.in(importedFrom) ? MASK : importedFrom,
    movedFrom,
    renamedFrom,
    attributes,
    waysOut: decisions.length > 0 ? waysOut(decisions, place, action === 'replace') : [],
    requests: method.drafts.map((draft) => plannedRequest(draft, secretSent, hides)),
    notes: notesOf(facts),
    diagnostics: reportedDiagnostics(method.diagnostics, sensitive, freed),
  });
}

function attributesOf(
  method: Method,
  agreement: (name: ComparedName) => Agreement,
  hides: Hides,
): AttributeFinding[] {
  const { deployed, live, wanted } = method;
  return AUTH_METHOD_ATTRIBUTES.flatMap((row): AttributeFinding[] => {
    const { terraform: attribute, property } = row;
    if ('writeOnly' in row) return [{ attribute, property, ...judgeSecretOf(method) }];
    const name = COMPARED.find((one) => one === attribute);
    if (!name) return [];
    const values: ThreeValues = { deployed: deployed[name], live: live[name], wanted: wanted[name] };
    const judged = judge(name, values, agreement(name), (value) => hides(name, value));
    return [{ attribute, property, ...judged }];
  });
}

function judgeSecretOf({ secretSent, deployed, live }: Method): Judgement {
  return judgeSecret(secretSent, {
    deployed: deployed.name === ABSENT && live.name === ABSENT ? ABSENT : NOT_READ,
    live: live.name === ABSENT ? ABSENT : NOT_READ,
  });
}

/** Without the synthesized code, the plan's configuration has its constants. */
function agreementIn(
  configuration: Configuration,
  name: ComparedName,
  { resource, wanted }: Method,
): Agreement {
  const configured = configuration.attribute(resource, name);
  if (configured === NOT_READ) return 'unverified';
  const isIgnored = isDrifted(name, { deployed: configured, live: wanted[name] as StoredValue });
  return isIgnored ? 'ignores' : 'agrees';
}

function factsOf(
  method: Method,
  attributes: readonly AttributeFinding[],
  place: Place,
  holder: Facts['holder'],
): Facts {
  const { drafts, verifiesToken } = method;
  const name = attributes.find(({ attribute }) => attribute === 'name');
  return {
    method,
    attributes,
    place,
    isImported: method.importedFrom !== undefined,
    name: name?.wanted ?? { kind: 'unknown' },
    requests: drafts.map((draft) => draft.method).join(' '),
    keepsName: isSameName(nameIn(method), method.wanted.name),
    asksForToken: drafts.some(({ changes }) => changesToken(changes)) ? verifiesToken : 'no',
    holder,
  };
}

/** The name in Datadog now, or the one that it will have, or had. */
function nameOf({ live, wanted, deployed, resource }: Method, hides: Hides, configuration: Configuration) {
  const configured = configuration.attribute(resource, 'name');
  const names: readonly WantedValue[] = [live.name, wanted.name, deployed.name, configured];
  const name = names.find((value) => typeof value === 'string') ?? names.find((value) => value === NOT_KNOWN);
  return show(name ?? ABSENT, (value) => hides('name', value));
}
