import { PROTOCOL, type Address } from './handshake';

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
