import { TerraformDataSource, type TerraformMetaArguments } from 'cdktf';
import type { Construct } from 'constructs';
import { AUTH_METHOD_TYPE } from '../attributes';
import { notBlank } from '../checks';
import { wrongValues } from './checked-values';
import { GENERATOR_METADATA } from './generator-metadata';
import { type Row, toHclTerraform, toTerraform, valuesOf } from './row-values';
import { rowNamed, terraformName } from './terraform-name';

/** What an auth method is looked up by: exactly one of the two. */
export interface DataOAuth2ClientCredentialsAuthMethodConfig extends TerraformMetaArguments {
  /**
   * The UUID that Datadog gave the auth method.
   *
   * @default - it is looked up by its name
   */
  readonly id?: string;

  /**
   * The auth method's name.
   *
   * @default - it is looked up by its UUID
   */
  readonly name?: string;
}

const KEYS: readonly Row[] = [
  { ...rowNamed('id'), need: 'optional', check: notBlank },
  { ...rowNamed('name'), need: 'optional' },
];

/** An OAuth2 client credentials auth method that is managed elsewhere: it is read, never changed. */
export class DataOAuth2ClientCredentialsAuthMethod extends TerraformDataSource {
  /** The type of the data source in Terraform. */
  public static readonly tfResourceType: string = AUTH_METHOD_TYPE;

  private readonly keys: { id?: string; name?: string };

  public constructor(scope: Construct, id: string, config: DataOAuth2ClientCredentialsAuthMethodConfig) {
    super(scope, id, {
      // The meta-arguments; the base class takes nothing else of it.
      ...config,
      terraformResourceType: AUTH_METHOD_TYPE,
      terraformGeneratorMetadata: GENERATOR_METADATA,
    });
    this.keys = valuesOf<DataOAuth2ClientCredentialsAuthMethodConfig, 'id' | 'name'>(KEYS, config);
    this.node.addValidation({ validate: () => [...oneKey(this.keys), ...wrongValues(KEYS, this.keys)] });
  }

  /** The UUID that Datadog gave the auth method, as a reference. */
  public get id(): string {
    return this.getStringAttribute(terraformName('id'));
  }

  public set id(value: string) {
    this.keys.id = value;
  }

  public resetId(): void {
    this.keys.id = undefined;
  }

  public get idInput(): string | undefined {
    return this.keys.id;
  }

  /** The auth method's name, as a reference. */
  public get name(): string {
    return this.getStringAttribute(terraformName('name'));
  }

  public set name(value: string) {
    this.keys.name = value;
  }

  public resetName(): void {
    this.keys.name = undefined;
  }

  public get nameInput(): string | undefined {
    return this.keys.name;
  }

  /** The URL of the token endpoint, as a reference. */
  public get accessTokenUrl(): string {
    return this.getStringAttribute(terraformName('accessTokenUrl'));
  }

  /** The client id, as a reference. */
  public get clientId(): string {
    return this.getStringAttribute(terraformName('clientId'));
  }

  /** The audience, as a reference; null in Terraform when there is none. */
  public get audience(): string {
    return this.getStringAttribute(terraformName('audience'));
  }

  /** The scopes, as a reference; null in Terraform when there are none. */
  public get scope(): string {
    return this.getStringAttribute(terraformName('scope'));
  }

  /** The protocol of the auth method, as a reference. */
  public get protocol(): string {
    return this.getStringAttribute(terraformName('protocol'));
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return toTerraform(KEYS, this.keys);
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    return toHclTerraform(KEYS, this.keys);
  }
}

function oneKey({ id, name }: { id?: string; name?: string }): string[] {
  if ((id === undefined) !== (name === undefined)) return [];
  const seen = id === undefined ? 'neither is given; add one' : 'both are given; leave one out';
  return [`exactly one of id and name says which auth method to look up, but ${seen}`];
}
