/** The `User-Agent` of calls to Datadog and to token endpoints. */
export function userAgentOf(version: string): string {
  return `cdktf-datadog-webhooks/${version} node/${process.versions.node}`;
}
