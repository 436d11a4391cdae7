/**
 * How the provider reaches Datadog. What is left out comes from the environment of the shell that deploys, or is the
 * default.
 */
export interface DatadogWebhooksProviderConfig {
  /**
   * Datadog's API key, as a reference to an `EphemeralSecret` or an ephemeral resource; a literal is refused at synth.
   *
   * @default - the environment's DD_API_KEY, or DATADOG_API_KEY
   */
  readonly apiKey?: string;

  /**
   * Datadog's application key, given as `apiKey` is. It needs the permissions `integrations_read` and
   * `manage_integrations`.
   *
   * @default - the environment's DD_APP_KEY, or DATADOG_APP_KEY
   */
  readonly appKey?: string;

  /**
   * An access token in place of the two keys, given as `apiKey` is.
   *
   * @default - the environment's DD_BEARER_TOKEN
   */
  readonly bearerToken?: string;

  /**
   * Datadog's site, such as `datadoghq.eu`.
   *
   * @default - the environment's DD_SITE, or `datadoghq.com`
   */
  readonly site?: string;

  /**
   * The whole URL of Datadog's API, for a proxy or the emulator; it goes before `site`.
   *
   * @default - the environment's DD_HOST, or DATADOG_HOST, or the URL of the site
   */
  readonly apiUrl?: string;

  /**
   * What a refresh does when somebody changed an auth method outside Terraform: `warn`, `error` (stop) or `ignore`.
   * A review (`datadog-webhooks review`) is not stopped by `error`, since it applies nothing.
   *
   * @default warn
   */
  readonly onDrift?: string;

  /**
   * What an update does when somebody changed, after the plan was made, what it is about to change: `stop`, with both
   * values, or `overwrite`.
   *
   * @default stop
   */
  readonly stalePlan?: string;

  /**
   * How many times a call is repeated after a rate limit, a server error or a network fault, as far as repeating it is
   * safe: 0 to 100.
   *
   * @default 3
   */
  readonly maxRetries?: number;

  /**
   * How long one attempt of a call may take, in seconds: over 0 and up to 3600.
   *
   * @default 60
   */
  readonly requestTimeoutSeconds?: number;

  /**
   * The name that resources choose this provider by, where a stack has more than one.
   *
   * @default - the stack's default provider
   */
  readonly alias?: string;

  /**
   * Lets the keys and the token be literals. They then lie in clear text in cdk.tf.json and in every plan file. For
   * keys that open nothing, such as those of a test against the emulator, and for no others.
   *
   * @default false
   */
  readonly dangerouslyAllowLiteralSecrets?: boolean;
}
