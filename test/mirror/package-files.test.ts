import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readBuiltProvider } from '../../lib/mirror/package-files';
import { temporaryFolder } from '../construct/synthesis';

test('the built provider is its zip and the hash of it, and without one of them the error has what to run', () => {
  const dist = temporaryFolder();
  const [zip, hash] = [join(dist, 'provider.zip'), join(dist, 'provider.h1')];
  const error = (missing: string) =>
    `The Terraform provider of cdktf-datadog-webhooks is not built: ${missing} not found. Terraform needs it beside the stack. In a checkout run \`npm run build\`. Otherwise install the package again: it contains the provider.`;
  expect(() => readBuiltProvider(dist)).toThrow(error(`${zip} and ${hash}`));
  writeFileSync(zip, 'zip');
  expect(() => readBuiltProvider(dist)).toThrow(error(hash));
  writeFileSync(hash, 'h1:abc=\n');
  expect(readBuiltProvider(dist)).toEqual({ zip: Buffer.from('zip'), hash: 'h1:abc=' });
});
