import type { Construct } from 'constructs';
import { refuseOtherFramework } from './other-framework';
import { AUTH_METHOD_TYPE, rowOf } from '../attributes';
import type { TerraformMetaArguments } from './framework';
import { DataAuthMethodAttributes, type DataAuthMethodKeys } from './generated/data-auth-method';
import { GENERATOR_METADATA } from './generator-metadata';
import { META_PROPERTIES, unknownProperties } from './known-properties';
import { toHclTerraform, toTerraform, valuesOf } from './row-values';
import { checkStackOf } from './stack-checks';

/** The id or the name of an auth method. Set exactly one of the two. */
export interface DataOAuth2ClientCredentialsAuthMethodConfig extends TerraformMetaArguments {
  /**
   * The UUID that Datadog gave the auth method.
   *
   * @default - the name finds it
   */
  readonly id?: string;

  /**
   * The auth method's name.
   *
   * @default - the UUID finds it
   */
  readonly name?: string;
}

const KEYS = [rowOf('id'), rowOf('name')];

/** An OAuth2 client credentials auth method that is managed elsewhere. It is read, never changed. */
export class DataOAuth2ClientCredentialsAuthMethod extends DataAuthMethodAttributes {
  /** The type of the data source in Terraform. */
  public static readonly tfResourceType: string = AUTH_METHOD_TYPE;

  /** @internal */
  protected readonly _keys: DataAuthMethodKeys;

  /**
   * @param scope The stack, or a construct in it
   * @param id The construct id
   * @param config What the auth method is looked up by
   */
  public constructor(scope: Construct, id: string, config: DataOAuth2ClientCredentialsAuthMethodConfig) {
    super(scope, id, {
      // The meta-arguments; the base class takes nothing else of it.
      ...config,
      terraformResourceType: AUTH_METHOD_TYPE,
      terraformGeneratorMetadata: GENERATOR_METADATA,
    });
    refuseOtherFramework(this);
    this._keys = valuesOf<DataAuthMethodKeys>(KEYS, config);
    checkStackOf(this);
    this.node.addValidation({
      validate: () => [...unknownProperties(config, KEYS, META_PROPERTIES), ...oneKey(this._keys)],
    });
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return toTerraform(KEYS, this._keys);
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return toHclTerraform(KEYS, this._keys);
  }
}

function oneKey({ id, name }: DataAuthMethodKeys): string[] {
  const isOne = (id === undefined) !== (name === undefined);
  return isOne ? [] : ['exactly one of id and name must be set, to find the auth method by'];
}
