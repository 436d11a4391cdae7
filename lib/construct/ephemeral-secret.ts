import { TerraformStack, TerraformVariable } from './framework';
import type { Construct } from 'constructs';
import { variableNameTaken } from './errors';

/** How an `EphemeralSecret` is called and described. */
export interface EphemeralSecretConfig {
  /**
   * The name of the variable in Terraform, and of the environment variable after `TF_VAR_`.
   *
   * @default - the construct's id, with an underscore for each character that is no letter, digit or underscore
   */
  readonly variableName?: string;

  /**
   * What the secret is, for people who are asked for it.
   *
   * @default - none
   */
  readonly description?: string;
}

/**
 * A secret that Terraform is given when it runs and that it keeps nowhere: a variable that is sensitive and ephemeral,
 * so that its value is in no file, no plan and no state.
 *
 * `new EphemeralSecret(this, 'payments-secret')` is filled from the environment variable `TF_VAR_payments_secret`, and
 * `clientSecret: secret.stringValue` hands it on. It needs Terraform 1.10 or later.
 */
export class EphemeralSecret extends TerraformVariable {
  /** @throws when another secret of the stack has the same variable. */
  public constructor(scope: Construct, id: string, config: EphemeralSecretConfig = {}) {
    super(scope, id, { type: 'string', sensitive: true, description: config.description });
    const name = config.variableName ?? variableName(id);
    takeName(this, name);
    this.overrideLogicalId(name);
    // TerraformVariable has no property for it.
    this.addOverride('ephemeral', true);
  }

  /** The environment variable that Terraform reads the secret from, such as `TF_VAR_payments_secret`. */
  public get environmentVariable(): string {
    return environmentVariable(this.friendlyUniqueId);
  }
}

/**
 * The variable of a construct id. The id alone gives it, not the path: what is to be set in the environment must be
 * plain to see, and a shell takes no dash in a name.
 */
export function variableName(id: string): string {
  return id.replace(/\W/g, '_').replace(/^(?=\d)/, '_');
}

export function environmentVariable(variable: string): string {
  return `TF_VAR_${variable}`;
}

const takenNames = new WeakMap<TerraformStack, Map<string, string>>();

function takeName(secret: EphemeralSecret, name: string): void {
  const stack = TerraformStack.of(secret);
  const taken = takenNames.get(stack) ?? new Map<string, string>();
  takenNames.set(stack, taken);
  const takenBy = taken.get(name);
  if (takenBy !== undefined) throw variableNameTaken(secret.node.path, name, takenBy);
  taken.set(name, secret.node.path);
}
