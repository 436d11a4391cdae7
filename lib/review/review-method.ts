import { COMPARED, ROWS, rowOf, type AttributeProperty, type ComparedName } from '../attributes';
import { NOT_KNOWN } from '../change/change';
import type { MethodCode, Code } from './code';
import type { Configuration } from './configuration';
import { matchesOf } from './matches';
import type { Method } from './methods';
import { notesOf } from './notes';
import { plannedRequest, sendings, wholeBody, type Sending } from './requests';
import type { AttributeFinding, MethodFinding, Shown } from './review';
import type { SensitiveValues } from './sensitive';
import { ABSENT, NOT_READ, type Held, type Wanted } from './values';
import { isDrifted, secretVerdict, verdict, type Agreement } from './verdict';
import { waysOut } from './ways-out';

export interface Context {
  readonly sensitive: SensitiveValues;
  readonly configuration: Configuration;
  readonly code?: Code;
}

export interface ReviewedMethod {
  readonly finding: MethodFinding;
  /** Digests of the values as they are, which are kept nowhere else. */
  readonly digests: (digest: Digest) => MethodDigests;
}

export type Digest = (...parts: readonly unknown[]) => string;

export interface MethodDigests {
  readonly attributes: Readonly<Record<string, { readonly live: string; readonly wanted: string }>>;
  readonly requests: string;
}

const SECRET_ROW = ROWS.find(({ writeOnly }) => writeOnly);

export function reviewMethod(method: Method, context: Context): ReviewedMethod {
  const code =
    context.code !== undefined && method.resource.module === ''
      ? context.code.get(method.resource.name)
      : undefined;
  const masking = maskingOf(method, context);
  const requests = sendings(method);
  const findings = new Map(
    COMPARED.map((name) => [name as string, attributeFinding(name, method, { context, code, masking })]),
  );
  const attributes = ROWS.flatMap((row) => {
    if (row === SECRET_ROW) return [secretFinding(method)];
    return findings.get(row.terraform) ?? [];
  });
  // A verdict does not tell it of a value that is not known.
  const drifted = COMPARED.some((name) =>
    isDrifted(name, { deployed: method.deployed[name], live: method.live[name] }),
  );
  const finding = {
    address: method.address,
    ...(code?.constructPath === undefined ? {} : { constructPath: code.constructPath }),
    name: nameOf(method, masking),
    ...(method.id === undefined ? {} : { id: method.id }),
    action: method.action,
    ...(method.importedFrom === undefined ? {} : { importedFrom: masking.text(method.importedFrom) }),
    ...(method.movedFrom === undefined ? {} : { movedFrom: method.movedFrom }),
    attributes,
    requests: requests.map((sending) => plannedRequest(sending, method, masking.hides)),
    notes: notesOf(method, requests, attributes, code),
  };
  return {
    finding: { ...finding, matches: matchesOf(finding, drifted) },
    digests: (digest) => digestsOf(method, requests, digest),
  };
}

/** How the values of one auth method are shown. */
interface Masking {
  readonly hides: (attribute: ComparedName, value: string | null) => boolean;
  readonly shown: (attribute: ComparedName, value: Wanted) => Shown;
  readonly text: (value: string) => string;
}

function maskingOf(method: Method, { sensitive }: Context): Masking {
  const hides = (attribute: ComparedName, value: string | null) =>
    method.sensitive.has(attribute) || (value !== null && sensitive.in(value));
  return {
    hides,
    text: (value) => (sensitive.in(value) ? '***' : value),
    shown(attribute, value) {
      if (value === ABSENT) return { kind: 'absent' };
      if (value === NOT_READ) return { kind: 'not-readable' };
      if (value === NOT_KNOWN) return { kind: 'unknown' };
      if (hides(attribute, value)) return { kind: 'masked' };
      return value === null ? { kind: 'unset' } : { kind: 'value', value };
    },
  };
}

function attributeFinding(
  attribute: ComparedName,
  method: Method,
  from: { context: Context; code: MethodCode | undefined; masking: Masking },
): AttributeFinding {
  const values: Readonly<{ deployed: Held; live: Held; wanted: Wanted }> = {
    deployed: method.deployed[attribute],
    live: method.live[attribute],
    wanted: method.wanted[attribute],
  };
  const judged = verdict(attribute, values, agreement(attribute, method, from));
  const { shown } = from.masking;
  const finding = {
    attribute,
    property: rowOf(attribute).property as AttributeProperty,
    verdict: judged,
    deployed: shown(attribute, values.deployed),
    live: shown(attribute, values.live),
    wanted: shown(attribute, values.wanted),
  };
  return { ...finding, waysOut: waysOut(finding, method.address, from.code?.constructPath) };
}

function secretFinding({ action, secretSent, live }: Method): AttributeFinding {
  const there = live.name !== ABSENT;
  const notReadable: Shown = { kind: 'not-readable' };
  const none: Shown = { kind: 'absent' };
  return {
    attribute: 'client_secret_wo',
    property: 'clientSecret',
    verdict: secretVerdict(secretSent),
    deployed: action === 'create' ? none : notReadable,
    live: there ? notReadable : none,
    wanted:
      secretSent === 'yes' ? { kind: 'masked' } : secretSent === 'no' ? notReadable : { kind: 'unknown' },
    waysOut: [],
  };
}

/** Whether the code says what is live, or leaves it to others. */
function agreement(
  attribute: ComparedName,
  { resource, wanted }: Method,
  { context, code }: { context: Context; code: MethodCode | undefined },
): Agreement {
  if (code) return code.ignores(attribute) ? 'ignores' : 'agrees';
  const configured = context.configuration.attribute(resource, attribute);
  if (configured.kind === 'not-told') return 'not-told';
  const says = configured.kind === 'constant' ? configured.value : null;
  const values = { deployed: says as Held, live: wanted[attribute] as Held };
  return isDrifted(attribute, values) ? 'ignores' : 'agrees';
}

/** As Datadog knows it now, or will, or did. */
function nameOf({ live, wanted, deployed }: Method, { shown }: Masking): Shown {
  const names: readonly Wanted[] = [live.name, wanted.name, deployed.name];
  const name = names.find((value) => typeof value === 'string') ?? names.find((value) => value === NOT_KNOWN);
  return shown('name', name ?? ABSENT);
}

function digestsOf(method: Method, requests: readonly Sending[], digest: Digest): MethodDigests {
  const told = (value: Wanted) => (typeof value === 'symbol' ? [value.description] : value);
  const attributes = COMPARED.map((name) => [
    name,
    {
      live: digest(name, 'live', told(method.live[name])),
      wanted: digest(name, 'wanted', told(method.wanted[name])),
    },
  ]);
  const secret = [
    SECRET_ROW?.terraform,
    { live: digest('secret', 'live'), wanted: digest('secret', 'wanted', method.secretSent) },
  ];
  return {
    attributes: Object.fromEntries([...attributes, secret]) as MethodDigests['attributes'],
    requests: digest(
      'requests',
      requests.map((sending) => [sending.method, sending.path, wholeBody(sending)]),
    ),
  };
}
