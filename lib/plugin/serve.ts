import './private-process';
import { providerRoutes } from './protocol';
import type { Provider } from './provider';
import { serveRoutes } from './transport';
import type { Identity } from './transport/handshake';

/**
 * Turns this process into the provider, until Terraform ends it. Terraform keeps standard input, where it
 * reads its user's answers. Standard output carries the handshake and nothing else.
 *
 * With the argument `-debug`, the provider serves many commands, without encryption. It prints the variable
 * that makes Terraform connect to it.
 *
 * @param createProvider makes the provider of one connection. Terraform opens a connection for each
 *   configuration of the provider (each alias), so a provider that serves many commands keeps them apart.
 */
export function serve(createProvider: () => Provider, identity: Identity): void {
  serveRoutes(() => providerRoutes(createProvider()), identity);
}
