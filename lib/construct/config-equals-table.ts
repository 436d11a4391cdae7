import type { TerraformMetaArguments } from 'cdktf';
import type { AUTH_METHOD_ATTRIBUTES } from '../attributes';
import type { PROVIDER_SETTINGS } from '../settings';
import type { DatadogWebhooksProviderConfig } from './datadog-webhooks-provider-config';
import type { OAuth2ClientCredentialsAuthMethodConfig } from './oauth2-client-credentials-auth-method-config';

/**
 * jsii needs the config interfaces written out. These types do not compile when one of them has a property too many or
 * too few for its table, or one of another type or need.
 */

// Assignability both ways would not see an optional property that is missing; identity does.
type Equal<A, B> = Identity<A> extends Identity<B> ? true : false;
type Identity<A> = <T>() => T extends Flat<A> ? 1 : 2;
type Flat<T> = { [K in keyof T]: T[K] };
type Holds<T extends true> = T;

type TypeOf<R> = R extends { type: 'number' } ? number : string;
type Required<R> = Extract<R, { need: 'required' }>;
type Optional<R> = Exclude<R, { need: 'required' | 'computed' }>;

type ConfigOf<R extends { property: string }> = {
  readonly [Row in Required<R> as Row['property']]: TypeOf<Row>;
} & {
  readonly [Row in Optional<R> as Row['property']]?: TypeOf<Row>;
};

type NoAttributes = keyof TerraformMetaArguments | 'alias' | 'dangerouslyAllowLiteralSecrets';

type Attribute = (typeof AUTH_METHOD_ATTRIBUTES)[number];
type Setting = (typeof PROVIDER_SETTINGS)[number];

export type AuthMethodConfigEqualsTable = Holds<
  Equal<Omit<OAuth2ClientCredentialsAuthMethodConfig, NoAttributes>, ConfigOf<Attribute>>
>;
export type ProviderConfigEqualsTable = Holds<
  Equal<Omit<DatadogWebhooksProviderConfig, NoAttributes>, ConfigOf<Setting>>
>;
