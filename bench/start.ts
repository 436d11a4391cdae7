import { join } from 'node:path';
import GO_CERTIFICATE from '../test/fixtures/go-certificate.json';
import { cleanEnvironment, ROOT } from '../test/helpers/terraform';
import { untilFirstLine, type Command } from './measure';
import type { Row } from './table';

const EXECUTABLE = join(ROOT, 'dist/provider/terraform-provider-datadogwebhooks');

/** A start takes milliseconds: more of them than of other work are quick, and needed. */
const STARTS_PER_ROUND = 5;

/**
 * From the provider's start to the line that tells Terraform where to connect, and the whole life of a bare
 * node.
 */
export async function measureStart(rounds: number): Promise<Row> {
  const env = cleanEnvironment({
    TF_PLUGIN_MAGIC_COOKIE: 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2',
    PLUGIN_PROTOCOL_VERSIONS: '6',
    PLUGIN_CLIENT_CERT: GO_CERTIFICATE.pem,
  });
  // Node 20 reads all certificates of this one at its start, which says nothing about a provider.
  delete env.NODE_EXTRA_CA_CERTS;
  const provider: Command = { file: EXECUTABLE, args: [], cwd: ROOT, env };
  const bare: Command = { file: 'node', args: ['-e', '0'], cwd: ROOT, env };
  const row = { product: [] as number[], floor: [] as number[] };
  await untilFirstLine(provider);
  for (let start = 0; start < rounds * STARTS_PER_ROUND; start++) {
    row.floor.push(await untilFirstLine(bare));
    row.product.push(await untilFirstLine(provider));
  }
  return { work: 'start to handshake (floor: bare node)', ...row };
}
