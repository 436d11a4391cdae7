export { DatadogWebhooksProvider } from './construct/datadog-webhooks-provider';
export type { DatadogWebhooksProviderConfig } from './construct/datadog-webhooks-provider-config';
export { OAuth2ClientCredentialsAuthMethod } from './construct/oauth2-client-credentials-auth-method';
export type { OAuth2ClientCredentialsAuthMethodConfig } from './construct/oauth2-client-credentials-auth-method-config';
