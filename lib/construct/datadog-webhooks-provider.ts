import { join } from 'node:path';
import { type ISynthesisSession, TerraformProvider, TerraformStack } from 'cdktf';
import type { Construct } from 'constructs';
import { PROVIDER_NAME, PROVIDER_SOURCE } from '../attributes';
import { SETTINGS, type SettingProperty } from '../settings';
import { wrongValues } from './checked-values';
import type { DatadogWebhooksProviderConfig } from './datadog-webhooks-provider-config';
import { GENERATOR_METADATA } from './generator-metadata';
import { literalKey } from './literal-secrets';
import { readBuiltProvider } from './package-files';
import { toHclTerraform, toTerraform, valuesOf, type Settable } from './row-values';
import { putProviderIntoStackFolder, type RequiredProviders } from './stack-folder';
import { warnOfStoredSecrets } from './stored-secrets';
import { onSynthesis } from './synthesis-hook';

type SettingValues = Settable<DatadogWebhooksProviderConfig, SettingProperty>;

/**
 * The provider of Datadog's Webhooks Integration. It needs no registry: synth puts its executable beside the stack.
 */
export class DatadogWebhooksProvider extends TerraformProvider {
  /** The provider's local name in Terraform. */
  public static readonly tfResourceType: string = PROVIDER_NAME;

  private readonly values: SettingValues;
  private ownAlias?: string;

  public constructor(scope: Construct, id: string, config: DatadogWebhooksProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: PROVIDER_NAME,
      terraformGeneratorMetadata: GENERATOR_METADATA,
      terraformProviderSource: PROVIDER_SOURCE,
    });
    this.values = valuesOf(SETTINGS, config);
    this.ownAlias = config.alias;
    const literals = config.dangerouslyAllowLiteralSecrets === true;
    this.node.addValidation({
      validate: () =>
        wrongValues(SETTINGS, this.values, ({ secret, property, environment }) =>
          secret && !literals ? literalKey(property, environment) : undefined,
        ),
    });
    onSynthesis(this, (session) => {
      putBesideStack(this, session);
      const { apiKey, appKey, bearerToken } = this.values;
      warnOfStoredSecrets(this, { apiKey, appKey, bearerToken }, session);
    });
  }

  public get apiKey(): string | undefined {
    return this.values.apiKey;
  }

  public set apiKey(value: string | undefined) {
    this.values.apiKey = value;
  }

  public resetApiKey(): void {
    this.values.apiKey = undefined;
  }

  public get apiKeyInput(): string | undefined {
    return this.values.apiKey;
  }

  public get appKey(): string | undefined {
    return this.values.appKey;
  }

  public set appKey(value: string | undefined) {
    this.values.appKey = value;
  }

  public resetAppKey(): void {
    this.values.appKey = undefined;
  }

  public get appKeyInput(): string | undefined {
    return this.values.appKey;
  }

  public get bearerToken(): string | undefined {
    return this.values.bearerToken;
  }

  public set bearerToken(value: string | undefined) {
    this.values.bearerToken = value;
  }

  public resetBearerToken(): void {
    this.values.bearerToken = undefined;
  }

  public get bearerTokenInput(): string | undefined {
    return this.values.bearerToken;
  }

  public get site(): string | undefined {
    return this.values.site;
  }

  public set site(value: string | undefined) {
    this.values.site = value;
  }

  public resetSite(): void {
    this.values.site = undefined;
  }

  public get siteInput(): string | undefined {
    return this.values.site;
  }

  public get apiUrl(): string | undefined {
    return this.values.apiUrl;
  }

  public set apiUrl(value: string | undefined) {
    this.values.apiUrl = value;
  }

  public resetApiUrl(): void {
    this.values.apiUrl = undefined;
  }

  public get apiUrlInput(): string | undefined {
    return this.values.apiUrl;
  }

  public get onDrift(): string | undefined {
    return this.values.onDrift;
  }

  public set onDrift(value: string | undefined) {
    this.values.onDrift = value;
  }

  public resetOnDrift(): void {
    this.values.onDrift = undefined;
  }

  public get onDriftInput(): string | undefined {
    return this.values.onDrift;
  }

  public get stalePlan(): string | undefined {
    return this.values.stalePlan;
  }

  public set stalePlan(value: string | undefined) {
    this.values.stalePlan = value;
  }

  public resetStalePlan(): void {
    this.values.stalePlan = undefined;
  }

  public get stalePlanInput(): string | undefined {
    return this.values.stalePlan;
  }

  public get maxRetries(): number | undefined {
    return this.values.maxRetries;
  }

  public set maxRetries(value: number | undefined) {
    this.values.maxRetries = value;
  }

  public resetMaxRetries(): void {
    this.values.maxRetries = undefined;
  }

  public get maxRetriesInput(): number | undefined {
    return this.values.maxRetries;
  }

  public get requestTimeoutSeconds(): number | undefined {
    return this.values.requestTimeoutSeconds;
  }

  public set requestTimeoutSeconds(value: number | undefined) {
    this.values.requestTimeoutSeconds = value;
  }

  public resetRequestTimeoutSeconds(): void {
    this.values.requestTimeoutSeconds = undefined;
  }

  public get requestTimeoutSecondsInput(): number | undefined {
    return this.values.requestTimeoutSeconds;
  }

  public override get alias(): string | undefined {
    return this.ownAlias;
  }

  public override set alias(value: string | undefined) {
    this.ownAlias = value;
  }

  public resetAlias(): void {
    this.ownAlias = undefined;
  }

  public get aliasInput(): string | undefined {
    return this.ownAlias;
  }

  // The alias is added by the base class.
  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return toTerraform(SETTINGS, this.values);
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return toHclTerraform(SETTINGS, this.values);
  }
}

/** Puts the executable into the folder of the provider's stack: once, however many aliases the stack has. */
function putBesideStack(provider: DatadogWebhooksProvider, session: ISynthesisSession): void {
  const stack = TerraformStack.of(provider);
  const ours = stack.allProviders().filter((other) => other.terraformResourceType === PROVIDER_NAME);
  if (ours.find((other) => TerraformStack.of(other) === stack) !== provider) return;
  const folder = join(session.outdir, session.manifest.forStack(stack).workingDirectory);
  const { terraform } = stack.toTerraform() as { terraform: { required_providers: RequiredProviders } };
  putProviderIntoStackFolder(folder, readBuiltProvider(), terraform.required_providers);
}
