import { absoluteHttpUrl, all, noControlCharacter, notBlank, notEmpty, wholeNumber } from './checks';

/**
 * THE TABLE: a row for each attribute. The construct, the provider's schema, the bodies of requests and
 * answers, the diff, the emulator and the documentation come from these rows. To add an attribute, add a row.
 */

/** The resource type and the data source type in Terraform. */
export const AUTH_METHOD_TYPE = 'datadogwebhooks_oauth2_client_credentials';

/** The data source of all auth methods. */
export const AUTH_METHODS_TYPE = `${AUTH_METHOD_TYPE}_auth_methods`;

/** Its one attribute. */
export const AUTH_METHODS_IDS = {
  property: 'ids',
  terraform: 'ids',
  doc: 'The ids of all auth methods, by their names.',
} as const;

/** The action that requests a token (Terraform 1.14). */
export const VERIFY_TOKEN_ACTION = 'datadogwebhooks_verify_token';

/** The provider's local name and source address. No registry has it: the package brings the provider. */
export const PROVIDER_NAME = 'datadogwebhooks';
export const PROVIDER_SOURCE = 'terraform.local/cdktf/datadogwebhooks';

/** Whether an address is that of the provider: beside a stack, in a registry or in a mirror. */
export function isProviderAddress(address: unknown): boolean {
  return typeof address === 'string' && address.split('/').at(-1) === PROVIDER_NAME;
}

/** The modules of an address, with their keys: each can have the type's name in it. */
const MODULES = String.raw`(?:module\.[^.[]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.)*`;
const AUTH_METHOD = new RegExp(`^${MODULES}${AUTH_METHOD_TYPE}\\.`);

/** Whether an address in a plan is that of an auth method, and not of a data source. */
export function isAuthMethodAddress(address: string): boolean {
  return AUTH_METHOD.test(address);
}

/** The only protocol of this package; every answer of Datadog has it. */
export const PROTOCOL = 'oauth2-client-credentials';

/** What an attribute can hold. */
export type Scalar = string | number | boolean;

export interface AttributeRow {
  /** The name in TypeScript. */
  readonly property: string;
  /** The name in Terraform's configuration and state. */
  readonly terraform: string;
  /** The name in Datadog's API; absent if it is not one of the API's attributes. */
  readonly wire?: string;
  /** The type in TypeScript. */
  readonly type: 'string' | 'number' | 'boolean';
  readonly need: 'required' | 'optional' | 'computed';
  /** Whether `null` in a PATCH clears it. */
  readonly clearable?: boolean;
  /** Whether it is only sent, and never stored. */
  readonly writeOnly?: boolean;
  /** The bodies that contain it. */
  readonly in: readonly ('create' | 'patch' | 'answer')[];
  /** What is wrong with a value, as the end of a sentence that begins with the attribute's name. */
  readonly check?: (value: never) => string | undefined;
  /** Whether two values mean the same; without it they must be equal. */
  readonly same?: (a: string, b: string) => boolean;
  /** What it is, in a few sentences. The first one stands alone in the list of the construct's members. */
  readonly doc: string;
  /** Further paragraphs for the construct's documentation. */
  readonly details?: readonly string[];
  /** What an omitted value means, as the construct's documentation shows it after "Default:". */
  readonly default?: string;
}

export const AUTH_METHOD_ATTRIBUTES = [
  {
    property: 'id',
    terraform: 'id',
    type: 'string',
    need: 'computed',
    in: [],
    doc: 'The UUID that Datadog gave the auth method.',
  },
  {
    property: 'name',
    terraform: 'name',
    wire: 'name',
    type: 'string',
    need: 'required',
    in: ['create', 'patch', 'answer'],
    check: all(notBlank, noControlCharacter),
    doc: 'The name people choose the auth method by. It must be unique in the organisation.',
  },
  {
    property: 'accessTokenUrl',
    terraform: 'access_token_url',
    wire: 'access_token_url',
    type: 'string',
    need: 'required',
    in: ['create', 'patch', 'answer'],
    check: all(absoluteHttpUrl('https://login.example.com/oauth2/token'), noControlCharacter),
    doc: 'The absolute http or https URL of the token endpoint that Datadog asks for an access token.',
  },
  {
    property: 'clientId',
    terraform: 'client_id',
    wire: 'client_id',
    type: 'string',
    need: 'required',
    in: ['create', 'patch', 'answer'],
    check: all(notBlank, noControlCharacter),
    doc: 'The client id that Datadog presents to the token endpoint.',
  },
  {
    property: 'clientSecret',
    terraform: 'client_secret_wo',
    wire: 'client_secret',
    type: 'string',
    need: 'optional',
    writeOnly: true,
    in: ['create', 'patch'],
    check: notEmpty,
    doc:
      'The client secret. Write-only: no state and no plan holds it. ' +
      'A creation needs it; omit it to manage an imported auth method without its secret.',
    details: [
      'Give a reference to an `EphemeralSecret`, or to an ephemeral resource of your vault. ' +
        'Synth refuses a literal, and so a value read from `process.env`: cdk.tf.json would hold it.',
    ],
    default: '- no secret is sent: an imported auth method keeps the one it has',
  },
  {
    property: 'clientSecretVersion',
    terraform: 'client_secret_wo_version',
    type: 'number',
    need: 'optional',
    in: [],
    check: wholeNumber(0, Number.MAX_SAFE_INTEGER),
    doc:
      'Change this number to send the client secret again. ' +
      'With it, the secret is sent when the number changes, ' +
      'and once more while it is uncertain which secret Datadog has. ' +
      'Without it, a changed secret is noticed by itself.',
    default: '- a changed secret is noticed by itself',
  },
  {
    property: 'clientSecretRevision',
    terraform: 'client_secret_revision',
    type: 'number',
    need: 'computed',
    in: [],
    doc:
      'How many client secrets were sent from here. ' +
      'It is 1 after the creation, 0 after an import or a move, and grows by 1 with each rotation.',
  },
  {
    property: 'audience',
    terraform: 'audience',
    wire: 'audience',
    type: 'string',
    need: 'optional',
    clearable: true,
    in: ['create', 'patch', 'answer'],
    check: all(notEmpty, noControlCharacter),
    doc: 'The audience that Datadog asks the token for. Omit it for none.',
    default: '- none',
  },
  {
    property: 'scope',
    terraform: 'scope',
    wire: 'scope',
    type: 'string',
    need: 'optional',
    clearable: true,
    in: ['create', 'patch', 'answer'],
    check: all(notEmpty, noControlCharacter),
    same: sameWords,
    doc: 'The scopes that Datadog asks the token for, separated by spaces, in any order. Omit it for none.',
    default: '- none',
  },
  {
    property: 'verifyToken',
    terraform: 'verify_token',
    type: 'boolean',
    need: 'optional',
    in: [],
    doc:
      'Whether the deploy asks the token endpoint for a token before it sends Datadog new credentials. ' +
      'Without a token, nothing is sent to Datadog. Default: `false`.',
    details: [
      'It asks before a creation, a new client secret, and a new `accessTokenUrl`, `clientId`, `audience` ' +
        'or `scope`. When it gets none the deploy stops, so a wrong secret never replaces one that works. ' +
        'The token is thrown away.',
      'It needs `clientSecret`, and a token endpoint that the machine running Terraform can reach.',
    ],
    default: 'false',
  },
  {
    property: 'protocol',
    terraform: 'protocol',
    wire: 'protocol',
    type: 'string',
    need: 'computed',
    in: ['answer'],
    doc: `The protocol of the auth method, always \`${PROTOCOL}\`.`,
  },
] as const satisfies readonly AttributeRow[];

type Row = (typeof AUTH_METHOD_ATTRIBUTES)[number];
type Answered = Extract<Row, { in: readonly [...string[], 'answer'] }>;
type Sendable = Extract<Row, { in: readonly ['create', 'patch', ...string[]] }>;

/** A row's name in Terraform. */
export type AttributeName = Row['terraform'];
/** A row's name in TypeScript. */
export type AttributeProperty = Row['property'];
/** The attributes that a POST or PATCH can contain, by their names in Datadog's API. */
export type SentName = Sendable['wire'];
/** The attributes in an answer, by their names in Datadog's API. */
export type AnsweredName = Answered['wire'];
/** The attributes that Datadog shows and a PATCH can change. Terraform and the wire have the same names. */
export type ComparedName = Extract<SentName, AnsweredName>;

type TypeNamed<Type> = Type extends 'string' ? string : Type extends 'number' ? number : boolean;
/** The type of an attribute's values, by its name in Datadog's API. */
export type ValueOf<Name extends SentName | AnsweredName> = TypeNamed<Extract<Row, { wire: Name }>['type']>;

/** The attribute that is sent and that no answer contains. */
export type SecretName = Exclude<SentName, AnsweredName>;

/** The rows with a common type, for code that iterates over them. */
export const ROWS: readonly AttributeRow[] = AUTH_METHOD_ATTRIBUTES;

/** The names of {@link ComparedName}, in the table's order. */
export const COMPARED: readonly ComparedName[] = ROWS.filter(
  (row) => row.in.includes('patch') && row.in.includes('answer'),
).map((row) => row.wire as ComparedName);

/** The client secret's name in Datadog's API. */
export const SECRET = ROWS.find((row) => row.writeOnly)?.wire as SecretName;

/** The row of an attribute by its name in Terraform. */
export function rowOf(terraform: AttributeName): AttributeRow {
  return ROWS.find((row) => row.terraform === terraform) as AttributeRow;
}

function sameWords(a: string, b: string): boolean {
  const words = (text: string) => [...new Set(text.split(/\s+/).filter(Boolean))].sort().join(' ');
  return words(a) === words(b);
}
