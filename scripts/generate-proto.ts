import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PLUGIN = 'lib/plugin';

/** Messages and nothing else: no services, no JSON, no builders; an unset message field stays `undefined`. */
const OPTIONS = [
  'outputServices=none',
  'outputJsonMethods=false',
  'outputPartialMethods=false',
  'outputTypeAnnotations=false',
  'annotateFilesWithVersion=false',
  'enumsAsLiterals=true',
  'esModuleInterop=true',
  'forceLong=number',
  'useOptionals=messages',
];

/**
 * Writes lib/plugin/generated anew from lib/plugin/proto. Needs no network: buf and ts-proto are installed.
 *
 * @param out where to write, from the package's root
 */
export function generateProto(out = `${PLUGIN}/generated`): void {
  const plugins = ['decode', 'encode'].map((half) => ({
    local: 'protoc-gen-ts_proto',
    out: `${out}/${half}`,
    opt: [...OPTIONS, `outputEncodeMethods=${half}-only`],
  }));
  const template = { version: 'v2', plugins };
  const bin = join(ROOT, 'node_modules', '.bin');
  const { status, error } = spawnSync(
    join(bin, 'buf'),
    ['generate', `${PLUGIN}/proto`, '--template', JSON.stringify(template)],
    { cwd: ROOT, stdio: 'inherit', env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` } },
  );
  if (status !== 0) throw error ?? new Error(`buf generate ended with status ${status}; its words are above`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) generateProto();
