export type { ChangeHookConfig } from './construct/change-hook-config';
export {
  DataOAuth2ClientCredentialsAuthMethod,
  type DataOAuth2ClientCredentialsAuthMethodConfig,
} from './construct/data-oauth2-client-credentials-auth-method';
export { DataOAuth2ClientCredentialsAuthMethods } from './construct/data-oauth2-client-credentials-auth-methods';
export { DatadogWebhooksProvider } from './construct/datadog-webhooks-provider';
export type { DatadogWebhooksProviderConfig } from './construct/datadog-webhooks-provider-config';
export { EphemeralSecret, type EphemeralSecretConfig } from './construct/ephemeral-secret';
export { OAuth2ClientCredentialsAuthMethod } from './construct/oauth2-client-credentials-auth-method';
export type { OAuth2ClientCredentialsAuthMethodConfig } from './construct/oauth2-client-credentials-auth-method-config';
