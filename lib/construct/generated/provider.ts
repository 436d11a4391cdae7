// Generated from the tables by `npm run docs`; do not edit.
import { TerraformProvider } from '../framework';
import type { Settable } from '../row-values';

/**
 * The settings that people set.
 *
 * @internal
 */
export interface ProviderSettings {
  /**
   * Datadog's API key.
   *
   * Give a reference to an `EphemeralSecret` or to an ephemeral resource. Synth refuses a literal.
   *
   * @default - the environment's DD_API_KEY, or DATADOG_API_KEY
   */
  readonly apiKey?: string;

  /**
   * Datadog's application key. It needs the permissions `integrations_read` and `manage_integrations`.
   *
   * Give a reference to an `EphemeralSecret` or to an ephemeral resource. Synth refuses a literal.
   *
   * @default - the environment's DD_APP_KEY, or DATADOG_APP_KEY
   */
  readonly appKey?: string;

  /**
   * An access token, in place of the two keys. It takes precedence over them.
   *
   * Give a reference to an `EphemeralSecret` or to an ephemeral resource. Synth refuses a literal.
   *
   * @default - the environment's DD_BEARER_TOKEN, or DATADOG_BEARER_TOKEN
   */
  readonly bearerToken?: string;

  /**
   * The cloud that proves who deploys, in place of keys and tokens. One of `aws`. It takes precedence over
   * them, and needs `org_uuid`.
   *
   * AWS's own chain finds the credentials: variables, web identity, profiles, instance metadata.
   *
   * @default - the environment's DD_CLOUD_PROVIDER_TYPE, or DATADOG_CLOUD_PROVIDER_TYPE
   */
  readonly cloudProviderType?: string;

  /**
   * The region of AWS's security token service that Datadog asks.
   *
   * @default - the global endpoint
   */
  readonly cloudProviderRegion?: string;

  /**
   * The UUID of Datadog's organisation, for a login with `cloud_provider_type`.
   *
   * @default - the environment's DD_ORG_UUID, or DATADOG_ORG_UUID
   */
  readonly orgUuid?: string;

  /**
   * Datadog's site. One of `datadoghq.com`, `us3.datadoghq.com`, `us5.datadoghq.com`, `ap1.datadoghq.com`,
   * `ap2.datadoghq.com`, `uk1.datadoghq.com`, `datadoghq.eu`, `ddog-gov.com`, `us2.ddog-gov.com`.
   *
   * @default - the environment's DD_SITE, or `datadoghq.com`
   */
  readonly site?: string;

  /**
   * The complete URL of Datadog's API, for a proxy or the emulator. It takes precedence over `site`.
   *
   * @default - the environment's DD_HOST, or DATADOG_HOST, or the URL of the site
   */
  readonly apiUrl?: string;

  /**
   * What a refresh does when somebody changed an auth method outside Terraform: `warn` (the default), `error`
   * (stop) or `ignore`. `datadog-webhooks review` plans with `DATADOG_WEBHOOKS_REVIEW=1`, with which drift
   * stops no plan, since the review reports it.
   *
   * @default warn
   */
  readonly onDrift?: string;

  /**
   * What an update does when somebody changed, after the plan was made, what it is about to change: `stop`
   * (the default) or `overwrite`.
   *
   * `stop` shows both values.
   *
   * @default stop
   */
  readonly stalePlan?: string;

  /**
   * How many times a call is repeated after a rate limit, a server error or a network fault, as far as
   * repeating it is safe. From 0 (never) to 100.
   *
   * @default 3
   */
  readonly maxRetries?: number;

  /**
   * How long one attempt of a call may take, in seconds. Over 0 and up to 3600.
   *
   * @default 60
   */
  readonly requestTimeoutSeconds?: number;
}

/**
 * The accessors of the settings.
 *
 * @internal
 */
export abstract class ProviderAttributes extends TerraformProvider {
  /** @internal */
  protected abstract readonly _values: Settable<ProviderSettings>;

  /** Datadog's API key. */
  public get apiKey(): string | undefined {
    return this._values.apiKey;
  }

  public set apiKey(value: string | undefined) {
    this._values.apiKey = value;
  }

  /** Takes `apiKey` out of the configuration. */
  public resetApiKey(): void {
    this._values.apiKey = undefined;
  }

  /** The value of `apiKey` in the configuration; undefined when it is not set. */
  public get apiKeyInput(): string | undefined {
    return this._values.apiKey;
  }

  /** Datadog's application key. */
  public get appKey(): string | undefined {
    return this._values.appKey;
  }

  public set appKey(value: string | undefined) {
    this._values.appKey = value;
  }

  /** Takes `appKey` out of the configuration. */
  public resetAppKey(): void {
    this._values.appKey = undefined;
  }

  /** The value of `appKey` in the configuration; undefined when it is not set. */
  public get appKeyInput(): string | undefined {
    return this._values.appKey;
  }

  /** An access token, in place of the two keys. */
  public get bearerToken(): string | undefined {
    return this._values.bearerToken;
  }

  public set bearerToken(value: string | undefined) {
    this._values.bearerToken = value;
  }

  /** Takes `bearerToken` out of the configuration. */
  public resetBearerToken(): void {
    this._values.bearerToken = undefined;
  }

  /** The value of `bearerToken` in the configuration; undefined when it is not set. */
  public get bearerTokenInput(): string | undefined {
    return this._values.bearerToken;
  }

  /** The cloud that proves who deploys, in place of keys and tokens. */
  public get cloudProviderType(): string | undefined {
    return this._values.cloudProviderType;
  }

  public set cloudProviderType(value: string | undefined) {
    this._values.cloudProviderType = value;
  }

  /** Takes `cloudProviderType` out of the configuration. */
  public resetCloudProviderType(): void {
    this._values.cloudProviderType = undefined;
  }

  /** The value of `cloudProviderType` in the configuration; undefined when it is not set. */
  public get cloudProviderTypeInput(): string | undefined {
    return this._values.cloudProviderType;
  }

  /** The region of AWS's security token service that Datadog asks. */
  public get cloudProviderRegion(): string | undefined {
    return this._values.cloudProviderRegion;
  }

  public set cloudProviderRegion(value: string | undefined) {
    this._values.cloudProviderRegion = value;
  }

  /** Takes `cloudProviderRegion` out of the configuration. */
  public resetCloudProviderRegion(): void {
    this._values.cloudProviderRegion = undefined;
  }

  /** The value of `cloudProviderRegion` in the configuration; undefined when it is not set. */
  public get cloudProviderRegionInput(): string | undefined {
    return this._values.cloudProviderRegion;
  }

  /** The UUID of Datadog's organisation, for a login with `cloud_provider_type`. */
  public get orgUuid(): string | undefined {
    return this._values.orgUuid;
  }

  public set orgUuid(value: string | undefined) {
    this._values.orgUuid = value;
  }

  /** Takes `orgUuid` out of the configuration. */
  public resetOrgUuid(): void {
    this._values.orgUuid = undefined;
  }

  /** The value of `orgUuid` in the configuration; undefined when it is not set. */
  public get orgUuidInput(): string | undefined {
    return this._values.orgUuid;
  }

  /** Datadog's site. */
  public get site(): string | undefined {
    return this._values.site;
  }

  public set site(value: string | undefined) {
    this._values.site = value;
  }

  /** Takes `site` out of the configuration. */
  public resetSite(): void {
    this._values.site = undefined;
  }

  /** The value of `site` in the configuration; undefined when it is not set. */
  public get siteInput(): string | undefined {
    return this._values.site;
  }

  /** The complete URL of Datadog's API, for a proxy or the emulator. */
  public get apiUrl(): string | undefined {
    return this._values.apiUrl;
  }

  public set apiUrl(value: string | undefined) {
    this._values.apiUrl = value;
  }

  /** Takes `apiUrl` out of the configuration. */
  public resetApiUrl(): void {
    this._values.apiUrl = undefined;
  }

  /** The value of `apiUrl` in the configuration; undefined when it is not set. */
  public get apiUrlInput(): string | undefined {
    return this._values.apiUrl;
  }

  /**
   * What a refresh does when somebody changed an auth method outside Terraform: `warn` (the default), `error`
   * (stop) or `ignore`.
   */
  public get onDrift(): string | undefined {
    return this._values.onDrift;
  }

  public set onDrift(value: string | undefined) {
    this._values.onDrift = value;
  }

  /** Takes `onDrift` out of the configuration. */
  public resetOnDrift(): void {
    this._values.onDrift = undefined;
  }

  /** The value of `onDrift` in the configuration; undefined when it is not set. */
  public get onDriftInput(): string | undefined {
    return this._values.onDrift;
  }

  /**
   * What an update does when somebody changed, after the plan was made, what it is about to change: `stop`
   * (the default) or `overwrite`.
   */
  public get stalePlan(): string | undefined {
    return this._values.stalePlan;
  }

  public set stalePlan(value: string | undefined) {
    this._values.stalePlan = value;
  }

  /** Takes `stalePlan` out of the configuration. */
  public resetStalePlan(): void {
    this._values.stalePlan = undefined;
  }

  /** The value of `stalePlan` in the configuration; undefined when it is not set. */
  public get stalePlanInput(): string | undefined {
    return this._values.stalePlan;
  }

  /**
   * How many times a call is repeated after a rate limit, a server error or a network fault, as far as
   * repeating it is safe.
   */
  public get maxRetries(): number | undefined {
    return this._values.maxRetries;
  }

  public set maxRetries(value: number | undefined) {
    this._values.maxRetries = value;
  }

  /** Takes `maxRetries` out of the configuration. */
  public resetMaxRetries(): void {
    this._values.maxRetries = undefined;
  }

  /** The value of `maxRetries` in the configuration; undefined when it is not set. */
  public get maxRetriesInput(): number | undefined {
    return this._values.maxRetries;
  }

  /** How long one attempt of a call may take, in seconds. */
  public get requestTimeoutSeconds(): number | undefined {
    return this._values.requestTimeoutSeconds;
  }

  public set requestTimeoutSeconds(value: number | undefined) {
    this._values.requestTimeoutSeconds = value;
  }

  /** Takes `requestTimeoutSeconds` out of the configuration. */
  public resetRequestTimeoutSeconds(): void {
    this._values.requestTimeoutSeconds = undefined;
  }

  /** The value of `requestTimeoutSeconds` in the configuration; undefined when it is not set. */
  public get requestTimeoutSecondsInput(): number | undefined {
    return this._values.requestTimeoutSeconds;
  }
}
