// Generated from the tables by `npm run docs`; do not edit.
import { TerraformDataSource } from '../framework';

/**
 * The attributes that an auth method is looked up by.
 *
 * @internal
 */
export interface DataAuthMethodKeys {
  id?: string;
  name?: string;
}

/**
 * The accessors of the attributes that Datadog shows.
 *
 * @internal
 */
export abstract class DataAuthMethodAttributes extends TerraformDataSource {
  /** @internal */
  protected abstract readonly _keys: DataAuthMethodKeys;

  /** The UUID that Datadog gave the auth method, as a reference. */
  public get id(): string {
    return this.getStringAttribute('id');
  }

  public set id(value: string) {
    this._keys.id = value;
  }

  /** Takes `id` out of the configuration. */
  public resetId(): void {
    this._keys.id = undefined;
  }

  /** The value of `id` in the configuration; undefined when it is not set. */
  public get idInput(): string | undefined {
    return this._keys.id;
  }

  /** The name people choose the auth method by, as a reference. */
  public get name(): string {
    return this.getStringAttribute('name');
  }

  public set name(value: string) {
    this._keys.name = value;
  }

  /** Takes `name` out of the configuration. */
  public resetName(): void {
    this._keys.name = undefined;
  }

  /** The value of `name` in the configuration; undefined when it is not set. */
  public get nameInput(): string | undefined {
    return this._keys.name;
  }

  /**
   * The absolute http or https URL of the token endpoint that Datadog asks for an access token, as a
   * reference.
   */
  public get accessTokenUrl(): string {
    return this.getStringAttribute('access_token_url');
  }

  /** The client id that Datadog presents to the token endpoint, as a reference. */
  public get clientId(): string {
    return this.getStringAttribute('client_id');
  }

  /** The audience that Datadog asks the token for, as a reference; null in Terraform when it is not set. */
  public get audience(): string {
    return this.getStringAttribute('audience');
  }

  /**
   * The scopes that Datadog asks the token for, separated by spaces, in any order, as a reference; null in
   * Terraform when it is not set.
   */
  public get scope(): string {
    return this.getStringAttribute('scope');
  }

  /** The protocol of the auth method, always `oauth2-client-credentials`, as a reference. */
  public get protocol(): string {
    return this.getStringAttribute('protocol');
  }
}
