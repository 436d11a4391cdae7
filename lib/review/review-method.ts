import { COMPARED, ROWS, rowOf, type AttributeProperty, type ComparedName, type Scalar } from '../attributes';
import { NOT_KNOWN } from '../change/change';
import { isDrifted, judge, secretVerdict, type Agreement, type Judgement } from '../judge/judge';
import { show, type Shown } from '../judge/shown';
import { plain } from '../judge/parts';
import { ABSENT, type StoredValue, type ThreeValues, type WantedValue } from '../judge/values';
import type { MethodCode, Code } from './code';
import type { Configuration } from './configuration';
import { matchesOf } from './matches';
import type { Method } from './methods';
import { notesOf } from './notes';
import { plannedRequest, sendings, wholeBody, type Sending } from './requests';
import type { AttributeFinding, MethodFinding } from './review';
import type { SensitiveValues } from './sensitive';

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
  const judged = new Map(
    COMPARED.map((name) => [name, judgeAttribute(name, method, { context, code, masking })]),
  );
  const attributes = ROWS.flatMap((row) => {
    if (row === SECRET_ROW) return [secretFinding(method)];
    const judgement = judged.get(row.terraform as ComparedName);
    return judgement ? [attributeFinding(row.terraform as ComparedName, judgement)] : [];
  });
  const drifted = [...judged.values()].some(({ isDrifted }) => isDrifted);
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
  readonly hides: (attribute: ComparedName, value: Scalar | null) => boolean;
  readonly text: (value: string) => string;
}

function maskingOf(method: Method, { sensitive }: Context): Masking {
  return {
    hides: (attribute, value) =>
      method.sensitive.has(attribute) || (value !== null && sensitive.in(String(value))),
    text: (value) => (sensitive.in(value) ? '***' : value),
  };
}

function judgeAttribute(
  attribute: ComparedName,
  method: Method,
  from: { context: Context; code: MethodCode | undefined; masking: Masking },
): Judgement {
  const { deployed, live, wanted } = method;
  const values: ThreeValues = {
    deployed: deployed[attribute],
    live: live[attribute],
    wanted: wanted[attribute],
  };
  const construct = from.code?.constructPath;
  return judge(attribute, values, {
    agreement: agreement(attribute, method, from),
    place: construct === undefined ? { address: method.address } : { construct },
    isHidden: (value) => from.masking.hides(attribute, value),
  });
}

function attributeFinding(attribute: ComparedName, { verdict, shown, waysOut }: Judgement): AttributeFinding {
  return {
    attribute,
    property: rowOf(attribute).property as AttributeProperty,
    verdict,
    ...shown,
    waysOut: waysOut.map(({ choice, text }) => ({ choice, text: plain(text) })),
  };
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
  if (configured.kind === 'not-told') return 'unverified';
  const says = configured.kind === 'constant' ? configured.value : null;
  const values = { deployed: says as StoredValue, live: wanted[attribute] as StoredValue };
  return isDrifted(attribute, values) ? 'ignores' : 'agrees';
}

/** As Datadog knows it now, or will, or did. */
function nameOf({ live, wanted, deployed }: Method, { hides }: Masking): Shown {
  const names: readonly WantedValue[] = [live.name, wanted.name, deployed.name];
  const name = names.find((value) => typeof value === 'string') ?? names.find((value) => value === NOT_KNOWN);
  return show(name ?? ABSENT, typeof name === 'string' && hides('name', name));
}

function digestsOf(method: Method, requests: readonly Sending[], digest: Digest): MethodDigests {
  const told = (value: WantedValue) => (typeof value === 'symbol' ? [value.description] : value);
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
