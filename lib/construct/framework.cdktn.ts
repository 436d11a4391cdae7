/**
 * The framework that the constructs are made for. The build of cdktn-datadog-webhooks puts this file in
 * place.
 */
export * from 'cdktn';
