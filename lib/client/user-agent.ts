/** How Datadog and the token endpoints are told who calls. */
export function userAgentOf(version: string): string {
  return `cdktf-datadog-webhooks/${version} node/${process.versions.node}`;
}
