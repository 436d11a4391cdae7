import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { PROVIDER_BUNDLE, PROVIDER_ENTRY, SMALLER_AXIOS } from '../bundle';
import { run } from '../programs';
import type { NodeFiles } from './node';
import { NODE_VERSION, type Executable } from './platforms';

/** The name in the code signature for macOS. */
const IDENTIFIER = 'terraform-provider-datadogwebhooks';

/** The provider with its HTTP client in one script: an executable has no files beside it. */
export async function bundleProvider(): Promise<string> {
  const { outputFiles } = await build({
    ...PROVIDER_BUNDLE,
    target: `node${NODE_VERSION}`,
    entryPoints: [PROVIDER_ENTRY],
    plugins: [SMALLER_AXIOS],
    write: false,
  });
  const [script] = outputFiles;
  if (script === undefined) throw new Error('esbuild wrote no script.');
  return script.text;
}

/**
 * Node and the provider in one file, for any platform.
 *
 * There is no code cache, which crashes on another architecture, and no snapshot, which would keep what the
 * script read while it was built. NODE_OPTIONS are those of another program, so they are ignored.
 *
 * macOS on ARM starts no unsigned program, and only a Mac can sign one. The signature names nobody.
 */
export function makeExecutable(executable: Executable, script: string, node: NodeFiles): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'executable-'));
  try {
    writeFileSync(join(folder, 'provider.js'), script);
    const config = {
      main: 'provider.js',
      output: 'executable',
      executable: node.program(executable),
      disableExperimentalSEAWarning: true,
      useSnapshot: false,
      useCodeCache: false,
      // Until the provider's first line, SIGUSR1 would open the inspector.
      execArgv: ['--disable-sigusr1'],
      execArgvExtension: 'none',
    };
    writeFileSync(join(folder, 'sea.json'), JSON.stringify(config));
    run(node.builder(), ['--build-sea', 'sea.json'], { cwd: folder });
    if (executable.platform === 'darwin_arm64' && process.platform === 'darwin')
      run('codesign', ['--force', '--sign', '-', '--identifier', IDENTIFIER, 'executable'], { cwd: folder });
    return readFileSync(join(folder, 'executable'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
