import { absoluteHttpUrl, matching, notBlank, oneOf, quotedUrl, UUID, wholeNumber } from './checks';

/**
 * The provider's settings, a row for each. The construct's config, the provider's schema and the
 * documentation come from these rows, and so do the environment variables that the provider reads.
 */
export interface SettingRow {
  /** The name in TypeScript. */
  readonly property: string;
  /** The name in Terraform's configuration. */
  readonly terraform: string;
  readonly type: 'string' | 'number';
  /** Whether it is a credential: it is never shown, and synth refuses a literal. */
  readonly secret?: boolean;
  /** The environment variables for it, if the configuration omits it. The first that is set wins. */
  readonly environment: readonly string[];
  /** What is wrong with a value, as the end of a sentence that begins with the setting's name. */
  readonly check?: (value: never) => string | undefined;
  /** What it is, in a few sentences. The first one stands alone in the list of the construct's members. */
  readonly doc: string;
  /** Further paragraphs for the construct's documentation. */
  readonly details?: readonly string[];
  /** What an omitted value means, as the construct's documentation shows it after "Default:". */
  readonly default?: string;
}

/** Datadog's sites (https://docs.datadoghq.com/getting_started/site/); the first is the default. */
export const SITES = [
  'datadoghq.com',
  'us3.datadoghq.com',
  'us5.datadoghq.com',
  'ap1.datadoghq.com',
  'ap2.datadoghq.com',
  'uk1.datadoghq.com',
  'datadoghq.eu',
  'ddog-gov.com',
  'us2.ddog-gov.com',
] as const;

const DRIFT_MODES = ['warn', 'error', 'ignore'] as const;
export type DriftMode = (typeof DRIFT_MODES)[number];

const STALE_PLAN_MODES = ['stop', 'overwrite'] as const;
export type StalePlanMode = (typeof STALE_PLAN_MODES)[number];

export const CLOUD_PROVIDERS = ['aws'] as const;

/** Set while a review plans. The review reports drift and rotations itself, so the provider does not. */
export const REVIEW_VARIABLE = 'DATADOG_WEBHOOKS_REVIEW';

export const DEFAULT_MAX_RETRIES = 3;
export const DEFAULT_TIMEOUT_SECONDS = 60;

const CREDENTIAL_DETAILS = [
  'Give a reference to an `EphemeralSecret` or to an ephemeral resource. Synth refuses a literal.',
];

/** The variables that a setting comes from, and what its documentation says of them. */
function fromEnvironment(...environment: readonly string[]) {
  return { environment, default: `- the environment's ${environment.join(', or ')}` };
}

const PROVIDER_SETTINGS = [
  {
    property: 'apiKey',
    terraform: 'api_key',
    type: 'string',
    secret: true,
    ...fromEnvironment('DD_API_KEY', 'DATADOG_API_KEY'),
    check: notBlank,
    doc: "Datadog's API key.",
    details: CREDENTIAL_DETAILS,
  },
  {
    property: 'appKey',
    terraform: 'app_key',
    type: 'string',
    secret: true,
    ...fromEnvironment('DD_APP_KEY', 'DATADOG_APP_KEY'),
    check: notBlank,
    doc: "Datadog's application key. It needs the permissions `integrations_read` and `manage_integrations`.",
    details: CREDENTIAL_DETAILS,
  },
  {
    property: 'bearerToken',
    terraform: 'bearer_token',
    type: 'string',
    secret: true,
    ...fromEnvironment('DD_BEARER_TOKEN', 'DATADOG_BEARER_TOKEN'),
    check: notBlank,
    doc: 'An access token, in place of the two keys. It takes precedence over them.',
    details: CREDENTIAL_DETAILS,
  },
  {
    property: 'cloudProviderType',
    terraform: 'cloud_provider_type',
    type: 'string',
    ...fromEnvironment('DD_CLOUD_PROVIDER_TYPE', 'DATADOG_CLOUD_PROVIDER_TYPE'),
    check: oneOf(CLOUD_PROVIDERS),
    doc:
      'The cloud that proves who deploys, in place of keys and tokens. One of `aws`. It takes precedence ' +
      'over them, and needs `org_uuid`.',
    details: ["AWS's own chain finds the credentials: variables, web identity, profiles, instance metadata."],
  },
  {
    property: 'cloudProviderRegion',
    terraform: 'cloud_provider_region',
    type: 'string',
    environment: [],
    check: matching(/^[a-z]{2,}(-[a-z]+)+-\d+$/, 'a region of AWS such as eu-central-1'),
    doc: "The region of AWS's security token service that Datadog asks. Default: the global one.",
    default: '- the global endpoint',
  },
  {
    property: 'orgUuid',
    terraform: 'org_uuid',
    type: 'string',
    ...fromEnvironment('DD_ORG_UUID', 'DATADOG_ORG_UUID'),
    check: matching(UUID, 'a UUID'),
    doc: "The UUID of Datadog's organisation, for a login with `cloud_provider_type`.",
  },
  {
    property: 'site',
    terraform: 'site',
    type: 'string',
    environment: ['DD_SITE'],
    check: knownSite,
    doc: `Datadog's site. One of ${SITES.map((site) => `\`${site}\``).join(', ')}. Default: \`${SITES[0]}\`.`,
    default: "- the environment's DD_SITE, or `datadoghq.com`",
  },
  {
    property: 'apiUrl',
    terraform: 'api_url',
    type: 'string',
    environment: ['DD_HOST', 'DATADOG_HOST'],
    check: absoluteHttpUrl('https://api.datadoghq.eu or http://127.0.0.1:8130'),
    doc: "The complete URL of Datadog's API, for a proxy or the emulator. It takes precedence over `site`.",
    default: "- the environment's DD_HOST, or DATADOG_HOST, or the URL of the site",
  },
  {
    property: 'onDrift',
    terraform: 'on_drift',
    type: 'string',
    environment: [],
    check: oneOf(DRIFT_MODES),
    doc:
      'What a refresh does when somebody changed an auth method outside Terraform: `warn` (the default), ' +
      '`error` (stop) or `ignore`. ' +
      '`datadog-webhooks review` plans with `DATADOG_WEBHOOKS_REVIEW=1`, ' +
      'with which drift stops no plan, since the review reports it.',
    default: 'warn',
  },
  {
    property: 'stalePlan',
    terraform: 'stale_plan',
    type: 'string',
    environment: [],
    check: oneOf(STALE_PLAN_MODES),
    doc:
      'What an update does when somebody changed, after the plan was made, what it is about to change: ' +
      '`stop` (the default) or `overwrite`.',
    details: ['`stop` shows both values.'],
    default: 'stop',
  },
  {
    property: 'maxRetries',
    terraform: 'max_retries',
    type: 'number',
    environment: [],
    check: wholeNumber(0, 100),
    doc:
      `How many times a call is repeated after a rate limit, a server error or a network fault, as far ` +
      `as repeating it is safe. ` +
      `From 0 (never) to 100. Default: ${DEFAULT_MAX_RETRIES}.`,
    default: `${DEFAULT_MAX_RETRIES}`,
  },
  {
    property: 'requestTimeoutSeconds',
    terraform: 'request_timeout_seconds',
    type: 'number',
    environment: [],
    check: (value: number) =>
      value > 0 && value <= 3600 ? undefined : `must be over 0 and up to 3600 seconds, but is ${value}`,
    doc:
      `How long one attempt of a call may take, in seconds. Over 0 and up to 3600. ` +
      `Default: ${DEFAULT_TIMEOUT_SECONDS}.`,
    default: `${DEFAULT_TIMEOUT_SECONDS}`,
  },
] as const satisfies readonly SettingRow[];

/** The names of the settings in Terraform. */
export type SettingName = (typeof PROVIDER_SETTINGS)[number]['terraform'];

/** The rows with a common type, for code that iterates over them. */
export const SETTINGS: readonly SettingRow[] = PROVIDER_SETTINGS;

/**
 * The site in a text: its name, or an address as the browser shows it (`app.datadoghq.eu`,
 * `https://us5.datadoghq.com/`). Undefined if Datadog has no such site.
 */
export function readSite(text: string): string | undefined {
  const host = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/:?#].*$/, '')
    .replace(/^(app|api|www)\./, '');
  return SITES.find((site) => site === host);
}

function knownSite(value: string): string | undefined {
  return readSite(value) ? undefined : `must be one of ${SITES.join(', ')}, but is ${quotedUrl(value)}`;
}
