import { StartError } from './errors';

/** Tells programs that were started by a plugin's client from those started by hand; no secret (Terraform's own value). */
const COOKIE = {
  name: 'TF_PLUGIN_MAGIC_COOKIE',
  value: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
};

/** Of go-plugin, and of Terraform's provider protocol. */
const CORE_PROTOCOL = 1;
export const PROTOCOL = 6;

/** Who this provider is, for its words to people and for `TF_REATTACH_PROVIDERS`. */
export interface Identity {
  /** As in `terraform-provider-NAME`. */
  readonly name: string;
  /** The source address, such as `registry.terraform.io/hashicorp/null`. */
  readonly source: string;
  readonly version: string;
  /** A sentence on how it is used, for those who start it by hand. */
  readonly usage: string;
}

/** What Terraform asks of a provider that it starts. */
export interface Handshake {
  /** PEM of the one client to let in; absent when `TF_DISABLE_PLUGIN_TLS` asks for plaintext. */
  readonly clientCertificate: string | undefined;
  /** Clients before go-plugin 1.6 do not ask, and would take a seventh field for a part of the certificate. */
  readonly multiplexing: boolean;
}

/** @throws StartError when it was not Terraform that started us, or one that does not speak our protocol. */
export function readHandshake(env: NodeJS.ProcessEnv, identity: Identity): Handshake {
  const self = `This is ${identity.source} ${identity.version}, a Terraform provider.`;
  if (env[COOKIE.name] !== COOKIE.value)
    throw new StartError(
      `${self} It does nothing by itself: Terraform starts it when a configuration needs it. ${identity.usage}`,
    );
  const offered = env.PLUGIN_PROTOCOL_VERSIONS ?? '';
  if (!offered.split(',').includes(String(PROTOCOL)))
    throw new StartError(
      `${self} It speaks protocol ${PROTOCOL}, but was started by something that offers ` +
        `${offered === '' ? 'none' : offered}. Use Terraform 1.11 or newer, or OpenTofu 1.11 or newer.`,
    );
  return {
    clientCertificate: env.PLUGIN_CLIENT_CERT || undefined,
    multiplexing: Boolean(env.PLUGIN_MULTIPLEX_GRPC),
  };
}

export interface Address {
  readonly network: 'unix' | 'tcp';
  /** A path, or host and port. */
  readonly address: string;
}

/**
 * The one line that tells go-plugin's client where to connect.
 *
 * @param certificate DER; its base64 must not be padded (go-plugin reads it with RawStdEncoding)
 */
export function handshakeLine(
  { network, address }: Address,
  certificate: Uint8Array | undefined,
  multiplexing: boolean,
): string {
  const base64 = certificate ? Buffer.from(certificate).toString('base64').replace(/=+$/, '') : '';
  const fields = [CORE_PROTOCOL, PROTOCOL, network, address, 'grpc', base64];
  // Multiplexing is a matter of the broker, which providers do not use.
  return [...fields, ...(multiplexing ? ['false'] : [])].join('|');
}
