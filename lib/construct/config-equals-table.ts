import type { IResolvable, TerraformMetaArguments } from 'cdktf';
import type { AUTH_METHOD_ATTRIBUTES } from '../attributes';
import type { PROVIDER_SETTINGS } from '../settings';
import type { DatadogWebhooksProviderConfig } from './datadog-webhooks-provider-config';
import type { OAuth2ClientCredentialsAuthMethodConfig } from './oauth2-client-credentials-auth-method-config';

/**
 * jsii needs the config interfaces written out. These types do not compile when one of them has a property too many or
 * too few for its table, or one of another type or need.
 */

// Assignability both ways would not see an optional property that is missing; identity does, as long as the two halves
// are written out: an alias for them is compared by the variance of its parameter.
type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Flat<T> = { [K in keyof T]: T[K] };
type Holds<T extends true> = T;

// A reference to a string or a number is one itself; to a boolean there is no such reference.
type Types = { string: string; number: number; boolean: boolean | IResolvable };
type TypeOf<R> = R extends { type: keyof Types } ? Types[R['type']] : never;
type RequiredRow<R> = Extract<R, { need: 'required' }>;
type OptionalRow<R> = Exclude<R, { need: 'required' | 'computed' }>;

type ConfigOf<R extends { property: string }> = {
  readonly [Row in RequiredRow<R> as Row['property']]: TypeOf<Row>;
} & {
  readonly [Row in OptionalRow<R> as Row['property']]?: TypeOf<Row>;
};

type NoAttributes = keyof TerraformMetaArguments | 'alias' | 'dangerouslyAllowLiteralSecrets';

type Attribute = (typeof AUTH_METHOD_ATTRIBUTES)[number];
type Setting = (typeof PROVIDER_SETTINGS)[number];

export type AuthMethodConfigEqualsTable = Holds<
  Equal<Flat<Omit<OAuth2ClientCredentialsAuthMethodConfig, NoAttributes>>, Flat<ConfigOf<Attribute>>>
>;
export type ProviderConfigEqualsTable = Holds<
  Equal<Flat<Omit<DatadogWebhooksProviderConfig, NoAttributes>>, Flat<ConfigOf<Setting>>>
>;
