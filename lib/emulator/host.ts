import { isIP } from 'node:net';

/**
 * Whether a request with this `Host` may be answered. A web page can send requests to this machine under a
 * domain of its own (DNS rebinding), but not under an address.
 *
 * @param listened the address to listen on
 */
export function isKnownHost(header: string, listened: string): boolean {
  const host = hostIn(header);
  const isEveryAddress = ['0.0.0.0', '::'].includes(listened);
  return isLoopback(host) || host === listened.toLowerCase() || (isEveryAddress && isIP(host) !== 0);
}

/** The host in a `Host` header or a URL's `host`, without port and brackets, in lower case. */
export function hostIn(header: string): string {
  const [, address, name] = /^(?:\[(.*)\]|([^:]*))(?::\d*)?$/.exec(header) ?? [];
  return (address ?? name ?? header).toLowerCase();
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
