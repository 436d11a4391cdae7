import type { Construct } from 'constructs';
import { refuseOtherFramework } from './other-framework';
import { AUTH_METHODS_IDS, AUTH_METHODS_TYPE } from '../attributes';
import { StringMap, TerraformDataSource, type TerraformMetaArguments } from './framework';
import { META_PROPERTIES, unknownProperties } from './known-properties';
import { GENERATOR_METADATA } from './generator-metadata';

/**
 * All OAuth2 client credentials auth methods of the organisation, for code that refers to some of them
 * without managing them.
 */
export class DataOAuth2ClientCredentialsAuthMethods extends TerraformDataSource {
  /** The type of the data source in Terraform. */
  public static readonly tfResourceType: string = AUTH_METHODS_TYPE;

  /**
   * The UUIDs of the auth methods by their names: `ids.lookup('payments')` refers to one. The plan fails
   * where no auth method has the name. Names that mean the same to Terraform are omitted, with a warning.
   */
  public readonly ids = new StringMap(this, AUTH_METHODS_IDS.terraform);

  /**
   * @param scope The stack, or a construct in it
   * @param id The construct id
   * @param config The meta-arguments, such as the provider
   */
  public constructor(scope: Construct, id: string, config: TerraformMetaArguments = {}) {
    super(scope, id, {
      ...config,
      terraformResourceType: AUTH_METHODS_TYPE,
      terraformGeneratorMetadata: GENERATOR_METADATA,
    });
    refuseOtherFramework(this);
    this.node.addValidation({ validate: () => unknownProperties(config, [], META_PROPERTIES) });
  }
}
