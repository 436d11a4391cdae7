import { join } from 'node:path';
import type { Construct } from 'constructs';
import { refuseOtherFramework } from './other-framework';
import { PROVIDER_NAME, PROVIDER_SOURCE } from '../attributes';
import { SETTINGS } from '../settings';
import type { DatadogWebhooksProviderConfig } from './datadog-webhooks-provider-config';
import { type ISynthesisSession, TerraformStack } from './framework';
import { ProviderAttributes, type ProviderSettings } from './generated/provider';
import { GENERATOR_METADATA } from './generator-metadata';
import { unknownProperties } from './known-properties';
import { readBuiltProvider } from '../mirror/package-files';
import { toHclTerraform, toTerraform, valuesOf, type Settable } from './row-values';
import { putProviderIntoStackFolder, type RequiredProviders } from './stack-folder';
import { checkStackOf } from './stack-checks';
import { allowLiteralSecrets } from './stack-secrets';
import { onSynthesis } from './synthesis-hook';

const OTHER_PROPERTIES = ['alias', 'source', 'dangerouslyAllowLiteralSecrets'];

/**
 * The provider of Datadog's Webhooks Integration. It needs no registry: synth puts its executable beside the
 * stack, unless `source` names a released one.
 */
export class DatadogWebhooksProvider extends ProviderAttributes {
  /** The provider's local name in Terraform. */
  public static readonly tfResourceType: string = PROVIDER_NAME;

  /** @internal */
  protected readonly _values: Settable<ProviderSettings>;
  private ownAlias?: string;

  /**
   * @param scope The stack
   * @param id The construct id
   * @param config How the provider reaches Datadog
   */
  public constructor(scope: Construct, id: string, config: DatadogWebhooksProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: PROVIDER_NAME,
      terraformGeneratorMetadata: GENERATOR_METADATA,
      terraformProviderSource: config.source ?? PROVIDER_SOURCE,
    });
    refuseOtherFramework(this);
    this._values = valuesOf<ProviderSettings>(SETTINGS, config);
    this.ownAlias = config.alias;
    this.node.addValidation({ validate: () => unknownProperties(config, SETTINGS, OTHER_PROPERTIES) });
    if (config.dangerouslyAllowLiteralSecrets === true) allowLiteralSecrets(this);
    checkStackOf(this);
    onSynthesis(this, (session) => putBesideStack(this, session));
  }

  /** The name that resources choose this provider by; undefined for the default provider. */
  public override get alias(): string | undefined {
    return this.ownAlias;
  }

  public override set alias(value: string | undefined) {
    this.ownAlias = value;
  }

  // The alias is added by the base class.
  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return toTerraform(SETTINGS, this._values);
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return toHclTerraform(SETTINGS, this._values);
  }
}

/** Puts the executable into the folder of the provider's stack. Its aliases write the same files again. */
function putBesideStack(provider: DatadogWebhooksProvider, session: ISynthesisSession): void {
  const stack = TerraformStack.of(provider);
  const { terraform } = stack.toTerraform() as { terraform: { required_providers: RequiredProviders } };
  if (terraform.required_providers[PROVIDER_NAME]?.source !== PROVIDER_SOURCE) return;
  const folder = join(session.outdir, session.manifest.forStack(stack).workingDirectory);
  putProviderIntoStackFolder(folder, readBuiltProvider(), terraform.required_providers);
}
