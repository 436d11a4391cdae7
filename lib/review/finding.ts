import { AUTH_METHOD_ATTRIBUTES, COMPARED, type ComparedName, type Scalar } from '../attributes';
import { changesToken, NOT_KNOWN } from '../change/change';
import { isDrifted, isToDecide, judge, judgeSecret, type Agreement, type Judgement } from '../drift/judge';
import { mayContainPassword, show } from '../drift/display';
import { ABSENT, NOT_READ, type StoredValue, type ThreeValues, type WantedValue } from '../drift/values';
import { waysOut, type Place } from '../drift/ways-out';
import { MASK } from '../text/secrets';
import type { Code } from './code';
import type { Configuration } from './configuration';
import { reportedDiagnostics } from './diagnostics';
import type { Method } from './method';
import { deletes, holderOf, nameIn, nameKey, type Named } from './names';
import { notesOf } from './notes';
import { withOutcome } from './outcomes';
import { plannedRequest } from './requests';
import type { AttributeFinding, MethodFinding } from './review';
import type { SensitiveValues } from './sensitive';

export interface Context {
  /** All auth methods of the plan. */
  readonly holders: Named;
  readonly sensitive: SensitiveValues;
  readonly configuration: Configuration;
  readonly code?: Code;
}

type Hides = (name: ComparedName, value: Scalar | null) => boolean;

/** What a review says of an auth method. From here on, no value is in it that must not be shown. */
export function findingOf(method: Method, context: Context): MethodFinding {
  const { address, id, action, resource, movedFrom, renamedFrom, importedFrom, secretSent } = method;
  const { sensitive, holders, configuration } = context;
  // The code is that of the root module.
  const code = resource.module_address ? undefined : context.code?.get(resource.name);
  const constructPath = code?.constructPath;
  const end = address.search(/\[|$/);
  const [path, key] = [address.slice(0, end), address.slice(end)];
  const place: Place =
    constructPath !== undefined
      ? { language: 'TypeScript', path: constructPath, key }
      : { language: 'HCL', path, key };
  const hides: Hides = (name, value) =>
    method.sensitive.has(name) ||
    mayContainPassword(name, value) ||
    (value !== null && sensitive.in(String(value)));
  const isReplaced = method.live.name !== ABSENT && method.drafts.some((draft) => draft.method === 'POST');
  const agreement = (name: ComparedName) =>
    isReplaced ? 'replaces' : (code?.agreement(name) ?? agreementIn(configuration, name, method));
  const attributes = attributesOf(method, agreement, hides);
  const decisions = attributes.filter(isToDecide);
  const holder = holderOf(method, holders, configuration);
  const freed = renamedFrom === undefined ? holder?.id : id;
  const taken = nameKey(method.wanted.name);
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
    waysOut: decisions.length > 0 ? waysOut(decisions, place) : [],
    requests: method.drafts.map((draft) => plannedRequest(draft, secretSent, hides)),
    notes: notesOf({
      method,
      attributes,
      place,
      name: show(method.wanted.name, (value) => hides('name', value)),
      isImported: importedFrom !== undefined,
      requests: method.drafts.map((draft) => draft.method).join(' '),
      keepsName: taken !== undefined && taken === nameIn(method),
      asksForToken: method.drafts.some(({ changes }) => changesToken(changes)) ? method.verifiesToken : 'no',
      holder: holder && { address: holder.address, isDeleted: deletes(holder) },
    }),
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
    const { terraform: attribute } = row;
    if ('writeOnly' in row) return [{ attribute, ...judgeSecretOf(method) }];
    const name = COMPARED.find((one) => one === attribute);
    if (!name) return [];
    const values: ThreeValues = { deployed: deployed[name], live: live[name], wanted: wanted[name] };
    const judged = judge(name, values, agreement(name), (value) => hides(name, value));
    return [{ attribute, ...judged }];
  });
}

function judgeSecretOf(method: Method): Judgement {
  const live = method.live.name === ABSENT ? ABSENT : NOT_READ;
  const deployed = method.deployed.name === ABSENT ? live : NOT_READ;
  return judgeSecret(method.secretSent, { deployed, live });
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

/** The name in Datadog now, or the one that it will have, or had. */
function nameOf({ live, wanted, deployed, resource }: Method, hides: Hides, configuration: Configuration) {
  const configured = configuration.attribute(resource, 'name');
  const names: readonly WantedValue[] = [live.name, wanted.name, deployed.name, configured];
  const name = names.find((value) => typeof value === 'string') ?? NOT_KNOWN;
  return show(name, (value) => hides('name', value));
}
