import { isIP } from 'node:net';

/** The host in a `Host` header or in a URL's `host`, without port and brackets, in lower case. */
export function hostIn(header: string): string {
  const [, address, name] = /^(?:\[(.*)\]|([^:]*))(?::\d*)?$/.exec(header) ?? [];
  return (address ?? name ?? header).toLowerCase();
}

/** Whether a host is this machine, and no other machine can reach it there. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

/** Whether a host means all addresses of a machine. A call to it stays on this one. */
export function isEveryAddress(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}
