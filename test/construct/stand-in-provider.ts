import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import type { BuiltProvider } from '../../lib/mirror/package-files';

/** A package that Terraform installs, but never starts in these tests. */
export function standInProvider(name = 'datadogwebhooks', script = '#!/bin/sh\n'): BuiltProvider {
  const files = {
    'package.json': { text: '{"type":"commonjs"}\n', mode: 0o644 },
    [`terraform-provider-${name}`]: { text: script, mode: 0o755 },
  };
  const entries = Object.entries(files);
  const zip = zipSync(
    Object.fromEntries(
      entries.map(([name, { text, mode }]) => [
        name,
        [Buffer.from(text), { os: 3, attrs: (0o100000 | mode) << 16, mtime: '2026-01-01T00:00:00Z' }],
      ]),
    ),
  );
  // Terraform's h1: the hash of a list of the files' hashes, sorted by file name.
  const sums = entries.map(([name, { text }]) => `${sha256(text).digest('hex')}  ${name}\n`).join('');
  return { zip: Buffer.from(zip), hash: `h1:${sha256(sums).digest('base64')}` };
}

const sha256 = (text: string) => createHash('sha256').update(text);
