import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBuiltProvider } from '../../lib/mirror/package-files';
import { temporaryFolder } from '../construct/synthesis';

test('the built provider is its zip and the hash of it', () => {
  const dist = temporaryFolder();
  writeFileSync(join(dist, 'provider.zip'), 'zip');
  writeFileSync(join(dist, 'provider.h1'), 'h1:abc=\n');
  expect(readBuiltProvider(dist)).toEqual({ zip: Buffer.from('zip'), hash: 'h1:abc=' });
});

test('a provider that is not built is told with what to run', () => {
  const dist = temporaryFolder();
  const zip = join(dist, 'provider.zip');
  const hash = join(dist, 'provider.h1');
  const error = (missing: string) =>
    `The Terraform provider of cdktf-datadog-webhooks is not built: ${missing} not found. Terraform needs it beside the stack. In a checkout run \`npm run build\`. Otherwise install the package again: it contains the provider.`;
  expect(() => readBuiltProvider(dist)).toThrow(error(`${zip} and ${hash}`));
  writeFileSync(zip, '');
  expect(() => readBuiltProvider(dist)).toThrow(error(hash));
});
