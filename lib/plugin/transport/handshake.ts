import { StartError } from '../errors';

/** Shows that Terraform started the process. Not a secret: it is the same in every Terraform. */
const COOKIE = {
  name: 'TF_PLUGIN_MAGIC_COOKIE',
  value: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
};

/** The versions of go-plugin's protocol and of Terraform's provider protocol. */
const CORE_PROTOCOL = 1;
export const PROTOCOL = 6;

/** Names the provider in messages and in `TF_REATTACH_PROVIDERS`. */
export interface Identity {
  /** The source address, such as `registry.terraform.io/hashicorp/null`. */
  readonly source: string;
  readonly version: string;
  /** One sentence on how to use the provider, for a person who starts it by hand. */
  readonly usage: string;
}

export function isStartedByTerraform(env: NodeJS.ProcessEnv): boolean {
  return env[COOKIE.name] === COOKIE.value;
}

/** @throws StartError when Terraform did not start the process, or does not speak the provider's protocol. */
export function checkHandshake(env: NodeJS.ProcessEnv, identity: Identity): void {
  const self = `This is ${identity.source} ${identity.version}, a Terraform provider.`;
  if (!isStartedByTerraform(env))
    throw new StartError(
      `${self} It does nothing by itself: Terraform starts it when a configuration needs it. ` +
        identity.usage,
    );
  const offered = env.PLUGIN_PROTOCOL_VERSIONS ?? '';
  if (!offered.split(',').includes(String(PROTOCOL)))
    throw new StartError(
      `${self} It speaks protocol ${PROTOCOL}, but the program that started it offers ` +
        `${offered === '' ? 'none' : offered}. Use Terraform 1.11 or newer, or OpenTofu 1.11 or newer.`,
    );
}

export interface Address {
  readonly network: 'unix' | 'tcp';
  /** A path, or host and port. */
  readonly address: string;
}

/**
 * The line on standard output that shows Terraform where to connect.
 *
 * @param certificate DER; absent for plaintext. Its base64 must not be padded: go-plugin reads it with
 * RawStdEncoding.
 */
export function handshakeLine({ network, address }: Address, certificate?: Uint8Array): string {
  const base64 = certificate ? Buffer.from(certificate).toString('base64').replace(/=+$/, '') : '';
  return [CORE_PROTOCOL, PROTOCOL, network, address, 'grpc', base64].join('|');
}

/**
 * The variable that makes Terraform connect to a running provider: without TLS, and without starting or
 * ending it (internal/getproviders/reattach).
 */
export function reattachVariable(source: string, { network, address }: Address): string {
  const reattach = {
    [source]: {
      Protocol: 'grpc',
      ProtocolVersion: PROTOCOL,
      Pid: process.pid,
      Test: true,
      Addr: { Network: network, String: address },
    },
  };
  return `TF_REATTACH_PROVIDERS='${JSON.stringify(reattach)}'`;
}
