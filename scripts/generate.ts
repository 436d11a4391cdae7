/**
 * Writes what is generated and committed: the constructs' accessors, API.md, docs/reference.md, the pages for
 * the registries, the output in docs/doctor.md and the protocol's messages. `npm run docs`. With `--check` it
 * writes nothing, and fails when a committed file is stale.
 */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { api } from './api';
import { constructFiles } from './constructs';
import { doctorBlocks } from './doctor';
import { generateProto } from './generate-proto';
import { ROOT } from './programs';
import { reference } from './reference';
import { registryPages } from './registry';
import { withBlocks } from './story/forms';

const ACCESSORS = 'lib/construct/generated';
const MESSAGES = 'lib/plugin/generated';

/** The generated files by their paths in the repository. */
async function generated(scratch: string): Promise<Map<string, string>> {
  generateProto(scratch);
  const messages = readdirSync(scratch, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  return new Map([
    ['API.md', await api(ROOT)],
    ['docs/reference.md', reference()],
    ['docs/doctor.md', withBlocks(committed('docs/doctor.md') ?? '', await doctorBlocks())],
    ...[...registryPages()].map(([name, text]) => [`docs/registry/${name}`, text] as const),
    ...[...constructFiles()].map(([name, text]) => [`${ACCESSORS}/${name}`, text] as const),
    ...messages.map((name) => [`${MESSAGES}/${name}`, readFileSync(join(scratch, name), 'utf8')] as const),
  ]);
}

async function main(): Promise<void> {
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  const scratch = mkdtempSync(join(ROOT, '.cache', 'generate-'));
  try {
    const files = await generated(scratch);
    if (process.argv.includes('--check')) {
      const stale = [...files].filter(([path, text]) => committed(path) !== text).map(([path]) => path);
      if (stale.length > 0) {
        console.error(`Out of date: ${stale.join(', ')}. Run "npm run docs" and commit what it writes.`);
        process.exitCode = 1;
      }
    } else {
      for (const [path, text] of files) {
        mkdirSync(dirname(join(ROOT, path)), { recursive: true });
        writeFileSync(join(ROOT, path), text);
      }
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function committed(path: string): string | undefined {
  const file = join(ROOT, path);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

void main();
