import { createHash } from 'node:crypto';

/**
 * Signs a program for macOS on ARM, which runs nothing unsigned. An ad-hoc signature names nobody: it has a
 * hash of each page. The formats are those of Apple's loader.h and cs_blobs.h.
 */

const MAGIC_64 = 0xfeedfacf;
const HEADER_SIZE = 32;
const COMMAND = { segment64: 0x19, codeSignature: 0x1d };
const SIGNATURE_COMMAND_SIZE = 16;

const BLOB = { embeddedSignature: 0xfade0cc0, codeDirectory: 0xfade0c02 };
/** The first version whose code directory has the limits of the executable segment, 0x20400. */
const DIRECTORY_VERSION = 0x20400;
const DIRECTORY_SIZE = 88;
const FLAG_ADHOC = 0x2;
const HASH_SHA256 = 2;
const HASH_SIZE = 32;
const PAGE_BITS = 12;
const MAIN_BINARY = 1n;

interface Segment {
  /** Where its load command begins. */
  readonly command: number;
  readonly fileOffset: bigint;
  readonly fileSize: bigint;
}

interface Commands {
  readonly count: number;
  readonly end: number;
  readonly segments: ReadonlyMap<string, Segment>;
}

/**
 * The program with an ad-hoc signature at its end.
 *
 * @throws when it is no 64-bit program, is signed already or has no room for the load command
 */
export function signAdHoc(program: Uint8Array, identifier: string): Uint8Array {
  const unsigned = Buffer.from(program);
  const { count, end, segments } = readCommands(unsigned);
  const [text, linkedit] = [segments.get('__TEXT'), segments.get('__LINKEDIT')];
  if (text === undefined || linkedit === undefined)
    throw new Error('The program has no __TEXT or __LINKEDIT.');
  if (unsigned.subarray(end, end + SIGNATURE_COMMAND_SIZE).some((byte) => byte !== 0))
    throw new Error('The program has no room for the load command of a signature.');

  const start = Math.ceil(unsigned.length / 16) * 16;
  const size = signatureSize(start, identifier);
  const code = Buffer.alloc(start);
  unsigned.copy(code);
  code.writeUInt32LE(count + 1, 16);
  code.writeUInt32LE(code.readUInt32LE(20) + SIGNATURE_COMMAND_SIZE, 20);
  [COMMAND.codeSignature, SIGNATURE_COMMAND_SIZE, start, size].forEach((value, index) =>
    code.writeUInt32LE(value, end + index * 4),
  );
  const linkeditSize = BigInt(start + size) - linkedit.fileOffset;
  code.writeBigUInt64LE(roundUp(linkeditSize, 0x4000n), linkedit.command + 32);
  code.writeBigUInt64LE(linkeditSize, linkedit.command + 48);
  return Buffer.concat([code, signature(code, identifier, text)]);
}

function readCommands(program: Buffer): Commands {
  if (program.readUInt32LE(0) !== MAGIC_64) throw new Error('The program is not a 64-bit one for macOS.');
  const count = program.readUInt32LE(16);
  const segments = new Map<string, Segment>();
  let at = HEADER_SIZE;
  for (let index = 0; index < count; index++) {
    const command = program.readUInt32LE(at);
    if (command === COMMAND.codeSignature) throw new Error('The program is signed already.');
    if (command === COMMAND.segment64) {
      const name = program.toString('latin1', at + 8, at + 24).replace(/\0+$/, '');
      const [fileOffset, fileSize] = [program.readBigUInt64LE(at + 40), program.readBigUInt64LE(at + 48)];
      segments.set(name, { command: at, fileOffset, fileSize });
    }
    at += program.readUInt32LE(at + 4);
  }
  return { count, end: at, segments };
}

const pages = (length: number) => Math.ceil(length / 2 ** PAGE_BITS);

/** A super blob of one blob has 20 bytes in front of it. */
const SUPER_BLOB_SIZE = 20;

function directorySize(codeLength: number, identifier: string): number {
  return DIRECTORY_SIZE + identifier.length + 1 + pages(codeLength) * HASH_SIZE;
}

function signatureSize(codeLength: number, identifier: string): number {
  return SUPER_BLOB_SIZE + directorySize(codeLength, identifier);
}

/** The blobs, in the byte order of networks. */
function signature(code: Buffer, identifier: string, text: Segment): Buffer {
  const blob = Buffer.alloc(signatureSize(code.length, identifier));
  [BLOB.embeddedSignature, blob.length, 1, 0, SUPER_BLOB_SIZE].forEach((value, index) =>
    blob.writeUInt32BE(value, index * 4),
  );
  const directory = blob.subarray(SUPER_BLOB_SIZE);
  const hashes = DIRECTORY_SIZE + identifier.length + 1;
  [
    BLOB.codeDirectory,
    directory.length,
    DIRECTORY_VERSION,
    FLAG_ADHOC,
    hashes,
    DIRECTORY_SIZE,
    0,
    pages(code.length),
    code.length,
  ].forEach((value, index) => directory.writeUInt32BE(value, index * 4));
  [HASH_SIZE, HASH_SHA256, 0, PAGE_BITS].forEach((value, index) => directory.writeUInt8(value, 36 + index));
  [text.fileOffset, text.fileSize, MAIN_BINARY].forEach((value, index) =>
    directory.writeBigUInt64BE(value, 64 + index * 8),
  );
  directory.write(identifier, DIRECTORY_SIZE, 'latin1');
  for (let page = 0; page < pages(code.length); page++) {
    const bytes = code.subarray(page << PAGE_BITS, (page + 1) << PAGE_BITS);
    createHash('sha256')
      .update(bytes)
      .digest()
      .copy(directory, hashes + page * HASH_SIZE);
  }
  return blob;
}

function roundUp(value: bigint, unit: bigint): bigint {
  return ((value + unit - 1n) / unit) * unit;
}
