import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { requestBody } from '../lib/wire/request';
import { ROOT } from '../test/helpers/terraform';
import type { Results } from './table';

export function thisMachine(): Results['machine'] {
  const { stdout } = spawnSync('terraform', ['version', '-json'], { encoding: 'utf8' });
  const { terraform_version: terraform } = JSON.parse(stdout) as { terraform_version: string };
  return {
    cpu: cpus()[0]?.model.trim() ?? 'unknown CPU',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    os: `${type()} ${release()}`,
    node: process.versions.node,
    terraform,
  };
}

export function sizes(): Results['facts'] {
  const kilobytes = (file: string) => `${Math.round(statSync(join(ROOT, 'dist', file)).size / 1000)} kB`;
  const patch = Buffer.byteLength(JSON.stringify(requestBody({ scope: 'read' })));
  return [
    { what: 'provider', value: kilobytes('provider/provider.js') },
    { what: 'HTTP client, loaded at the first call', value: kilobytes('provider/axios.js') },
    { what: 'the package that is put beside a stack', value: kilobytes('provider.zip') },
    { what: 'body of a PATCH that changes `scope` to `read`', value: `${patch} bytes` },
  ];
}
