import { run } from './programs';

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
 * Writes what lib/plugin/generated has, anew from lib/plugin/proto. Needs no network: buf and ts-proto are
 * installed.
 *
 * @param out where to write; a relative path begins at the package's root
 */
export function generateProto(out: string): void {
  const plugins = ['decode', 'encode'].map((half) => ({
    local: 'protoc-gen-ts_proto',
    out: `${out}/${half}`,
    opt: [...OPTIONS, `outputEncodeMethods=${half}-only`],
  }));
  run('buf', ['generate', 'lib/plugin/proto', '--template', JSON.stringify({ version: 'v2', plugins })]);
}
