/** The name of this package in its `User-Agent`. */
export const PROGRAM = 'cdktf-datadog-webhooks';

/** The `User-Agent` of calls to Datadog and to token endpoints. */
export function userAgentOf(version: string): string {
  return `${PROGRAM}/${version} node/${process.versions.node}`;
}
