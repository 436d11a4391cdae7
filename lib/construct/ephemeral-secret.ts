import { TerraformVariable } from './framework';
import type { Construct } from 'constructs';
import { hasValueCondition } from '../checks';
import { refuseOtherFramework } from './other-framework';
import { unknownProperties } from './known-properties';
import { secretHasNoValue } from './errors';
import { checkStackOf } from './stack-checks';
import { environmentVariable, variableName } from './variable-names';

/** The name and the description of an `EphemeralSecret`. */
export interface EphemeralSecretConfig {
  /**
   * The name of the variable in Terraform, and of the environment variable after `TF_VAR_`.
   *
   * @default - the construct's id, with an underscore for each character except letters, digits and
   * underscores
   */
  readonly variableName?: string;

  /**
   * What the secret is for, as Terraform shows it.
   *
   * @default - none
   */
  readonly description?: string;
}

/**
 * A secret that Terraform gets when it runs and keeps nowhere: no file, no plan and no state holds its value.
 * In Terraform it is a variable that is sensitive and ephemeral.
 *
 * `new EphemeralSecret(this, 'payments-secret')` takes its value from the environment variable
 * `TF_VAR_payments_secret`. Hand it on with `clientSecret: secret.stringValue`.
 */
export class EphemeralSecret extends TerraformVariable {
  /**
   * @param scope The stack, or a construct in it
   * @param id The construct id, which also names the variable
   * @param config The name of the variable, and what it is for
   */
  public constructor(scope: Construct, id: string, config: EphemeralSecretConfig = {}) {
    super(scope, id, { type: 'string', sensitive: true, description: config.description });
    refuseOtherFramework(this);
    const name = config.variableName ?? variableName(id);
    this.overrideLogicalId(name);
    // TerraformVariable has no property for it.
    this.addOverride('ephemeral', true);
    refuseNoValue(this, name);
    checkStackOf(this);
    this.node.addValidation({
      validate: () => unknownProperties(config, [], ['variableName', 'description']),
    });
  }

  /** The environment variable that Terraform reads the secret from, such as `TF_VAR_payments_secret`. */
  public get environmentVariable(): string {
    return environmentVariable(this.friendlyUniqueId);
  }
}

/**
 * A variable without a default makes Terraform wait at its prompt, which a pipeline never answers. The
 * default is refused too: an omitted key would be the environment's, perhaps of another organisation, and an
 * omitted client secret would be a rotation that does not happen.
 */
function refuseNoValue(secret: EphemeralSecret, name: string): void {
  secret.addOverride('default', null);
  secret.addValidation({
    condition: hasValueCondition(name),
    errorMessage: secretHasNoValue(name, environmentVariable(name)),
  });
}
