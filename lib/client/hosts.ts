import { SITES } from '../settings';
import { hostIn, isEveryAddress, isLoopback } from '../text/host';

/** Set to 1, it allows `http://` to hosts other than this machine. */
export const ALLOW_HTTP = 'DATADOG_WEBHOOKS_ALLOW_HTTP';

/** Whether a request to the URL would show what it carries to the network. */
export function isClearText(url: string, environment: NodeJS.ProcessEnv): boolean {
  if (!URL.canParse(url) || environment[ALLOW_HTTP] === '1') return false;
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !isThisMachine(hostname);
}

/** Whether a request in clear text stays on this machine, if no proxy gets it. */
export function isOfThisMachine(url: string): boolean {
  return URL.canParse(url) && new URL(url).protocol === 'http:' && isThisMachine(new URL(url).hostname);
}

/**
 * Whether a command may send keys to an address that a file of the project or a plan names. Whoever wrote the
 * file may want to collect the keys of those who check it.
 *
 * @param trusted the address in the caller's own environment
 */
export function mayGetKeys(url: string, trusted: string | undefined): boolean {
  if (!URL.canParse(url)) return false;
  const { origin, hostname } = new URL(url);
  const isOfDatadog = SITES.some((site) => origin === `https://api.${site}`);
  return (
    isOfDatadog || isThisMachine(hostname) || (trusted !== undefined && origin === new URL(trusted).origin)
  );
}

function isThisMachine(hostname: string): boolean {
  const host = hostIn(hostname);
  return isLoopback(host) || isEveryAddress(host);
}
