import { StringMap, TerraformDataSource, type TerraformMetaArguments } from 'cdktf';
import type { Construct } from 'constructs';
import { AUTH_METHODS_IDS, AUTH_METHODS_TYPE } from '../attributes';
import { GENERATOR_METADATA } from './generator-metadata';

/** All OAuth2 client credentials auth methods of the organisation, for code that refers to some without owning them. */
export class DataOAuth2ClientCredentialsAuthMethods extends TerraformDataSource {
  /** The type of the data source in Terraform. */
  public static readonly tfResourceType: string = AUTH_METHODS_TYPE;

  /**
   * The UUIDs of the auth methods by their names: `ids.lookup('payments')` refers to one. Where there is none of that
   * name the plan fails. Names that mean the same to Terraform are left out, with a warning.
   */
  public readonly ids = new StringMap(this, AUTH_METHODS_IDS.terraform);

  public constructor(scope: Construct, id: string, config: TerraformMetaArguments = {}) {
    super(scope, id, {
      ...config,
      terraformResourceType: AUTH_METHODS_TYPE,
      terraformGeneratorMetadata: GENERATOR_METADATA,
    });
  }
}
